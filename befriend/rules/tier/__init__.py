"""The tier of a person: protect and change (A0 to D3), and the single axis (A to G)."""
