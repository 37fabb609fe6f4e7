"""The audit: who did and saw what, which statement changed what, and the chain that holds both.

Words and references only, and no foreign keys, so that history outlives what it is about. Rows are
only ever added: what the database itself fills in and refuses is in the migrations.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

# What these two lines say they did; indexes, policies and the verification go by it.
READ_A_TRAIL = "read a trail"
ERASED = "erased"


class Line(models.Model):
    """One thing somebody did, or one look at people. No foreign keys: a line never blocks or vanishes."""

    class Kind(models.TextChoices):
        DID = "did"
        LOOKED = "looked"

    at = models.DateTimeField(auto_now_add=True)
    day = models.DateField()
    by = models.CharField(max_length=40)
    office = models.CharField(max_length=40, blank=True)
    did = models.CharField(max_length=40)
    what = models.CharField(max_length=80)
    because = models.JSONField(default=list)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.DID, db_default="did")
    # The kind of role that acted: what the person will see of this, and never a name.
    role = models.CharField(max_length=20, blank=True, db_default="")
    account = models.BigIntegerField(null=True)
    # Keys of the people concerned.
    people = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    # The name of the page or command, never its address.
    page = models.CharField(max_length=60, blank=True, db_default="")
    why = models.TextField(blank=True, db_default="")
    # The transaction: what was done together, and which changes it made.
    xact = models.BigIntegerField(db_default=0)
    salt = models.BinaryField(db_default=b"")
    digest = models.BinaryField(db_default=b"")
    # A tombstone: the contents were blanked under a policy, the digest stays.
    erased_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["what", "day"]),
            models.Index(fields=["by", "day"]),
            models.Index(fields=["xact"]),
            GinIndex(fields=["people"]),
            models.Index(fields=["day"], condition=Q(did="read a trail"), name="trails_that_were_read"),
            models.Index(fields=["day"], condition=Q(did="erased"), name="what_was_erased"),
        ]


class Change(models.Model):
    """One statement that wrote to a table with a history: which event rows it left, and their digests."""

    at = models.DateTimeField(auto_now_add=True)
    table = models.CharField(max_length=63)
    operation = models.CharField(max_length=10)
    rows = models.BigIntegerField()
    events = ArrayField(models.BigIntegerField())
    digests = ArrayField(models.BinaryField())
    # What of a row was digested: a column added later does not break what is kept.
    columns = ArrayField(models.CharField(max_length=63))
    by = models.CharField(max_length=40, blank=True)
    office = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=20, blank=True)
    account = models.BigIntegerField(null=True)
    # As whom the database was entered: the only name of somebody who typed SQL.
    login = models.CharField(max_length=63)
    xact = models.BigIntegerField(db_default=0)
    salt = models.BinaryField(db_default=b"")
    digest = models.BinaryField(db_default=b"")

    class Meta:
        indexes = [models.Index(fields=["xact"])]


class Link(models.Model):
    """One link of the chain: a line or a change, and a digest over it and all before it."""

    class Kind(models.TextChoices):
        LINE = "line"
        CHANGE = "change"

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=6, choices=Kind)
    row = models.BigIntegerField()
    row_digest = models.BinaryField()
    digest = models.BinaryField()
    # Every transaction before this one is linked: where the next sealing begins to look.
    below = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "row"], name="a_row_is_linked_once"),
        ]
