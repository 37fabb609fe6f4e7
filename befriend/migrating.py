"""Operations for migrations that change much at once, so that a new database is not slow to make."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel
from django.db.migrations.operations.base import Operation


class Together(Operation):
    """Add many constraints, indexes and triggers without making every model anew for each.

    Django makes a model, and all that are related to it, again after each such change; of a new
    database that was most of the time. None of them changes a column, so the models that are
    made already serve as well.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__name__, [self.operations], {}

    def state_forwards(self, app_label: str, state: Any) -> None:
        made = state.__dict__.pop("apps", None)
        for each in self.operations:
            each.state_forwards(app_label, state)
        if made is not None:
            state.__dict__["apps"] = made

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for each in self.operations:
            each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for each in reversed(self.operations):
            each.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return f"{len(self.operations)} constraints, indexes and triggers"


class Tables(Together):
    """Make many tables at once, each as it is in the end: with its keys, constraints, indexes and triggers.

    Django makes a table first and adds to it what leads to others, and makes all related models anew
    for each step. Here the models are made once, and a table that is new is made from the last of it.
    """

    def state_forwards(self, app_label: str, state: Any) -> None:
        # Made again when they are asked for: these columns are new.
        state.__dict__.pop("apps", None)
        for each in self.operations:
            each.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for each in self.operations:
            if isinstance(each, CreateModel):
                schema_editor.create_model(to_state.apps.get_model(app_label, each.name))
            elif not self.stands_in_a_new_table(each):
                each.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for each in reversed(self.operations):
            if isinstance(each, CreateModel):
                schema_editor.delete_model(from_state.apps.get_model(app_label, each.name))
            # The triggers of a table go with it.
            elif not self.is_of_a_new_table(each):
                each.database_backwards(app_label, schema_editor, from_state, to_state)

    def stands_in_a_new_table(self, operation: Operation) -> bool:
        """Say whether a table made here has this from the beginning."""
        return isinstance(operation, AddField | AddConstraint | AddIndex) and self.is_of_a_new_table(
            operation
        )

    def is_of_a_new_table(self, operation: Operation) -> bool:
        """Say whether an operation concerns a table that is made here."""
        new = {each.name_lower for each in self.operations if isinstance(each, CreateModel)}
        return str(getattr(operation, "model_name", "")).lower() in new

    def describe(self) -> str:
        made = sum(isinstance(each, CreateModel) for each in self.operations)
        return f"{made} tables, and {len(self.operations) - made} changes with them"
