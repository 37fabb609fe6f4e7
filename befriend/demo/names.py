"""Names that nobody has: trees before birds."""

from __future__ import annotations

from random import Random

# Practitioners and people have birds of their own, so that no name stands on both sides.
PRACTITIONER_BIRDS = (
    "Bunting Crake Dunlin Wren Robin Kestrel Osprey Crane Heron Plover Sparrow Siskin Linnet Dipper "
    "Lapwing Curlew Fieldfare Redwing Nuthatch Whinchat Stonechat Dunnock Goldcrest Treecreeper "
    "Wheatear Sanderling Turnstone Avocet Bittern Egret Gannet Fulmar Petrel Shearwater Guillemot "
    "Puffin Razorbill Tern Skua Kittiwake Bluethroat"
).split()
PEOPLE_BIRDS = (
    "Finch Teal Wigeon Pintail Pochard Gadwall Shoveler Smew Goosander Merganser Eider Scoter "
    "Garganey Mallard Coot Moorhen Grebe Diver Cormorant Shag Rook Jackdaw Magpie Jay Chough Starling "
    "Thrush Ouzel Blackcap Whitethroat Chiffchaff Firecrest Pipit Wagtail Skylark Woodlark Martin "
    "Swallow Swift Nightjar Cuckoo Hoopoe Bee-eater Kingfisher Woodpecker Wryneck Buzzard Harrier "
    "Goshawk Merlin Hobby Owl Partridge Quail Pheasant Ptarmigan Grouse Capercaillie Godwit Whimbrel "
    "Greenshank Redshank Ruff Knot Stint Snipe Woodcock Phalarope Pratincole Dotterel"
).split()
TREES = (
    "Alder Birch Ash Hazel Rowan Willow Maple Linden Juniper Cedar Yew Elder Holly Hawthorn Aspen "
    "Beech Larch Poplar Spruce Sycamore Hornbeam Laurel Myrtle Olive Quince Medlar Damson Bramble "
    "Blackthorn Buckthorn Spindle Whitebeam Wych-elm Sallow Osier Medick Fir Pine Oak Tamarisk"
).split()
PLACE_BEGINNINGS = (
    "Lark Thorn Mill Ash Brook Fern Heron Otter Badger Hazel Moss Reed Stone Swan Wren Elm Fox Hare Ivy Marsh"
).split()
PLACE_ENDINGS = "field bourne mere combe holt wick ley stead garth thwaite".split()


def practitioners(count: int, chance: Random) -> list[str]:
    """Return `count` different names such as `Bunting, Ash`; at most 1,640."""
    pairs = [f"{bird}, {tree}" for bird in PRACTITIONER_BIRDS for tree in TREES]
    return chance.sample(pairs, count)


def people(count: int, chance: Random) -> list[str]:
    """Return `count` different names such as `Alder Finch`; at most 2,800."""
    pairs = [f"{tree} {bird}" for bird in PEOPLE_BIRDS for tree in TREES]
    return chance.sample(pairs, count)


def places(count: int, chance: Random) -> list[str]:
    """Return `count` different names of places such as `Larkmere`, never Larkfield; at most 199."""
    pairs = [a + b for a in PLACE_BEGINNINGS for b in PLACE_ENDINGS]
    pairs.remove("Larkfield")
    return chance.sample(pairs, count)
