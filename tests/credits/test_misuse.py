"""Code that misuses the ledger in every way we could think of; and each rule of the schema stops some of it.

The misuse is a Hypothesis state machine: after every step, whatever was tried, the tables must hold exactly what
a few dicts say they should. Then each constraint and trigger is taken away, and the machine has to notice.
"""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from headwater.credits.ledger import Balance, Reason

PEOPLE = ("ann", "bob")
WHO = st.sampled_from([*PEOPLE, "ann", "nobody"])
GRANTS = st.sampled_from([f"grant-{n}" for n in range(4)])
GENERATIONS = st.sampled_from([f"generation-{n}" for n in range(6)])
AMOUNTS = st.sampled_from([-5, -1, 0, 1, 3, 7, 20, 50, 0.5, 7.25])
REASONS = st.sampled_from([*Reason, Reason.SUCCEEDED, "refunded"])
HOW = st.sampled_from(["OR REPLACE", "OR IGNORE", "OR FAIL", "OR ROLLBACK"])
OFF_BY = st.sampled_from([-1, 0, 1, 1000])

CHANGES = (
    "UPDATE credit_grants SET amount = amount + 1",
    "UPDATE credit_holds SET amount = 0",
    "UPDATE credit_holds SET account = 'bob'",
    "UPDATE credit_settlements SET reason = 'failed' WHERE reason = 'succeeded'",
    "UPDATE credit_settlements SET reason = 'succeeded' WHERE reason <> 'succeeded'",
    "UPDATE credit_entries SET available = available + 1",
    "DELETE FROM credit_grants",
    "DELETE FROM credit_holds",
    "DELETE FROM credit_settlements",
    "DELETE FROM credit_entries",
)


class Clumsy(RuleBasedStateMachine):
    """Repeats what was done, takes more than there is, mistakes signs and people; always by plain INSERT."""

    schema: ClassVar[str]

    def __init__(self) -> None:
        super().__init__()
        self.grants: dict[str, tuple[str, int]] = {}
        self.holds: dict[str, tuple[str, int]] = {}
        self.settled: dict[str, str] = {}
        self.database = sqlite3.connect(":memory:", isolation_level=None)
        self.database.executescript(f"PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON; {self.schema}")
        self.database.executemany(
            "INSERT INTO accounts (id, name, created) VALUES (?, ?, 0)", [(name, name) for name in PEOPLE]
        )
        self.give("grant-start", "ann", 30)

    def teardown(self) -> None:
        self.database.close()

    @rule(id=GRANTS, account=WHO, amount=AMOUNTS)
    def grant(self, id: str, account: str, amount: float) -> None:
        self.give(id, account, amount)

    @rule(generation=GENERATIONS, account=WHO, amount=AMOUNTS)
    def hold(self, generation: str, account: str, amount: float) -> None:
        self.take(generation, account, amount)

    @rule(generation=GENERATIONS, account=st.sampled_from(PEOPLE), off_by=OFF_BY)
    def hold_about_all(self, generation: str, account: str, off_by: int) -> None:
        self.take(generation, account, self.balance(account).available + off_by)

    @rule(generation=GENERATIONS, account=WHO)
    def hold_nothing(self, generation: str, account: str) -> None:
        self.take(generation, account, 0)

    @precondition(lambda self: self.holds)
    @rule(data=st.data(), reason=REASONS)
    def settle(self, data: st.DataObject, reason: str) -> None:
        self.end(data.draw(st.sampled_from(sorted(self.holds))), reason)

    @precondition(lambda self: self.holds.keys() - self.settled.keys())
    @rule(data=st.data(), reason=st.sampled_from(Reason))
    def settle_first(self, data: st.DataObject, reason: str) -> None:
        self.end(data.draw(st.sampled_from(sorted(self.holds.keys() - self.settled.keys()))), reason)

    @precondition(lambda self: self.settled)
    @rule(data=st.data(), reason=st.sampled_from(Reason))
    def settle_again(self, data: st.DataObject, reason: str) -> None:
        self.end(data.draw(st.sampled_from(sorted(self.settled))), reason)

    @invariant()
    def only_what_is_allowed_was_recorded(self) -> None:
        assert self.rows("SELECT id, account, amount FROM credit_grants") == _flat(self.grants)
        assert self.rows("SELECT generation, account, amount FROM credit_holds") == _flat(self.holds)
        assert self.rows("SELECT generation, reason FROM credit_settlements") == set(self.settled.items())

    @invariant()
    def every_entry_continues_from_the_one_before(self) -> None:
        for account in PEOPLE:
            available = held = 0
            moves = "SELECT debit, credit, amount, available, held FROM credit_entries WHERE account = ? ORDER BY id"
            for debit, credit, amount, available_after, held_after in self.database.execute(moves, (account,)):
                available += amount * ((credit == "available") - (debit == "available"))
                held += amount * ((credit == "held") - (debit == "held"))
                assert (available_after, held_after) == (available, held)
            assert Balance(available, held) == self.balance(account)
            assert available >= 0

    @invariant()
    def every_fact_has_one_entry(self) -> None:
        facts = len(self.grants) + len(self.holds) + len(self.settled)
        assert self.rows("SELECT count(*) FROM credit_entries") == {(facts,)}

    def give(self, id: str, account: str, amount: float, how: str = "") -> None:
        self.attempt(f"INSERT {how} INTO credit_grants VALUES (?, ?, ?, '', 0)", id, account, amount)
        if account in PEOPLE and isinstance(amount, int) and amount > 0:
            self.grants.setdefault(id, (account, amount))

    def take(self, generation: str, account: str, amount: float, how: str = "") -> None:
        self.attempt(f"INSERT {how} INTO credit_holds VALUES (?, ?, ?, '', 0)", generation, account, amount)
        if account in PEOPLE and isinstance(amount, int) and 0 <= amount <= self.balance(account).available:
            self.holds.setdefault(generation, (account, amount))

    def end(self, generation: str, reason: str, how: str = "") -> None:
        self.attempt(f"INSERT {how} INTO credit_settlements VALUES (?, ?, 0)", generation, reason)
        if generation in self.holds and reason in list(Reason):
            self.settled.setdefault(generation, str(reason))

    def attempt(self, statement: str, *values: str | float | None) -> None:
        """Whether it was refused shows in the tables. An error of any other sort is a fault of the test."""
        with suppress(sqlite3.IntegrityError):
            self.database.execute(statement, values)

    def balance(self, account: str) -> Balance:
        """What the facts add up to."""
        granted = sum(amount for owner, amount in self.grants.values() if owner == account)
        mine = {generation: amount for generation, (owner, amount) in self.holds.items() if owner == account}
        held = sum(amount for generation, amount in mine.items() if generation not in self.settled)
        spent = sum(amount for generation, amount in mine.items() if self.settled.get(generation) == Reason.SUCCEEDED)
        return Balance(granted - held - spent, held)

    def rows(self, query: str) -> set[tuple[object, ...]]:
        return set(self.database.execute(query))


class Sly(Clumsy):
    """Also settles what was never held, resolves conflicts its own way, forges entries and edits history."""

    @rule(generation=GENERATIONS, reason=REASONS)
    def settle_any(self, generation: str, reason: str) -> None:
        self.end(generation, reason)

    @rule(how=HOW, id=GRANTS, account=WHO, amount=AMOUNTS)
    def grant_somehow(self, how: str, id: str, account: str, amount: float) -> None:
        self.give(id, account, amount, how)

    @rule(how=HOW, generation=GENERATIONS, account=st.sampled_from(PEOPLE), off_by=OFF_BY)
    def hold_somehow(self, how: str, generation: str, account: str, off_by: int) -> None:
        self.take(generation, account, self.balance(account).available + off_by, how)

    @rule(how=HOW, generation=GENERATIONS, reason=REASONS)
    def settle_somehow(self, how: str, generation: str, reason: str) -> None:
        self.end(generation, reason, how)

    @rule(data=st.data(), source=st.sampled_from(["from_grant", "from_hold", "from_settlement"]))
    def forge_a_second_entry(self, data: st.DataObject, source: str) -> None:
        facts = {"from_grant": [*self.grants], "from_hold": [*self.holds], "from_settlement": [*self.settled]}
        if facts[source]:
            self.forge(source, data.draw(st.sampled_from(facts[source])))

    @rule(source=st.sampled_from(["from_grant", "from_hold", "from_settlement"]), fact=st.sampled_from([None, "none"]))
    def forge_an_entry_from_nothing(self, source: str, fact: str | None) -> None:
        self.forge(source, fact)

    @rule(change=st.sampled_from(CHANGES))
    def edit_history(self, change: str) -> None:
        self.attempt(change)

    def forge(self, source: str, fact: str | None) -> None:
        columns = f"account, {source}, debit, credit, amount, available, held"
        self.attempt(f"INSERT INTO credit_entries ({columns}) VALUES ('ann', ?, 'outside', 'available', 9, 9, 0)", fact)


def _flat(facts: dict[str, tuple[str, int]]) -> set[tuple[object, ...]]:
    return {(key, *fact) for key, fact in facts.items()}


ALONE = {
    "pk_credit_entries": "entries have an order",
    "ck_credit_grants_positive": "a grant adds something",
    "ck_credit_grants_whole": "micro-credits are never divided",
    "fk_credit_grants_account": "credits belong to somebody",
    "ck_credit_holds_not_negative": "a hold cannot add credits",
    "ck_credit_holds_whole": "micro-credits are never divided",
    "fk_credit_holds_account": "a hold of nothing still has an owner",
    "ck_credit_settlements_reason": "a settlement says why, in a word that we know",
    "fk_credit_settlements_generation": "only what was held is settled",
    "ck_credit_entries_from_a_fact": "an entry without a fact is forged",
    "uq_credit_entries_from_grant": "a second entry for a grant is forged",
    "uq_credit_entries_from_hold": "a second entry for a hold is forged",
    "uq_credit_entries_from_settlement": "a second entry for a settlement is forged",
    "fk_credit_entries_from_grant": "an entry for a grant that never was is forged; a grant with an entry stays",
    "fk_credit_entries_from_hold": "the same for holds",
    "fk_credit_entries_from_settlement": "the same for settlements",
    "credit_grants_move": "a grant moves the balance",
    "credit_holds_move": "a hold moves the balance",
    "credit_settlements_move": "a settlement moves the balance",
    "credit_holds_covered": "no overdraft, whatever the INSERT says about conflicts",
    "credit_grants_no_update": "a grant is never edited",
    "credit_holds_no_update": "a hold is never edited",
    "credit_settlements_no_update": "a settlement is never edited",
    "credit_entries_no_update": "an entry is never edited",
    "credit_entries_no_delete": "an entry is never deleted, nor, through it, its fact",
}
"""What goes wrong without each rule that nothing else stands in for."""

TWINS = {
    "pk_credit_grants": ("uq_credit_entries_from_grant", "fk_credit_entries_from_grant"),
    "pk_credit_holds": (
        "uq_credit_entries_from_hold",
        "fk_credit_entries_from_hold",
        "fk_credit_settlements_generation",
    ),
    "pk_credit_settlements": ("uq_credit_entries_from_settlement", "fk_credit_entries_from_settlement"),
    "ck_credit_entries_no_overdraft": ("credit_holds_covered",),
}
"""Rules with a second barrier behind them, taken away together with it.

A fact's key and the one entry that a fact may have both refuse the fact a second time; the first is the target of
foreign keys (SQLite refuses to work with those once it is gone, so they go too), the second also stops forged
entries. The trigger before a hold and the CHECK on what it leaves both refuse an overdraft; the first holds
also under INSERT OR IGNORE, the second is one line that no dialect can get wrong. The machine here is the clumsy
one, whom the second barriers alone stop from nothing that the first do not: the test says so.
"""


@pytest.fixture(scope="module")
def statements(migrated: Path) -> dict[str, str]:
    """What the migrations made of the ledger, and of the accounts that it refers to: SQL by name."""
    with sqlite3.connect(migrated) as database:
        query = (
            "SELECT name, sql FROM sqlite_master WHERE tbl_name = 'accounts' OR tbl_name LIKE 'credit\\_%' ESCAPE '\\'"
        )
        made = {name: sql for name, sql in database.execute(query) if sql}
    database.close()
    return made


def _without(statements: dict[str, str], *rules: str) -> str:
    """The schema as a script, without these constraints and triggers."""
    script = ";\n".join(sql for name, sql in statements.items() if name not in rules)
    for name in set(rules) - statements.keys():
        script, found = re.subn(rf"CONSTRAINT {name} .*?(?=,? ?$)", "CHECK (1)", script, flags=re.MULTILINE)
        assert found == 1, f"no constraint is called {name}"
    return script


def _misuse(machine: type[Clumsy], schema: str, examples: int, phases: Iterable[Phase] = (Phase.generate,)) -> None:
    quick = settings(
        max_examples=examples,
        stateful_step_count=30,
        derandomize=True,
        database=None,
        deadline=None,
        phases=tuple(phases),
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(type(machine.__name__, (machine,), {"schema": schema}), settings=quick)


def test_no_misuse_leaves_a_trace(statements: dict[str, str]) -> None:
    _misuse(Sly, _without(statements), 300, tuple(Phase))


def test_every_rule_of_the_schema_is_put_to_the_test(statements: dict[str, str]) -> None:
    ledger = "\n".join(sql for name, sql in statements.items() if name != "accounts")
    named = re.findall(r"CONSTRAINT (\w+)", ledger) + re.findall(r"CREATE TRIGGER (\w+)", ledger)
    assert sorted(named) == sorted([*ALONE, *TWINS])
    assert len(re.findall(r"CHECK|PRIMARY KEY|FOREIGN KEY|UNIQUE", ledger)) == ledger.count("CONSTRAINT"), "name them"


@pytest.mark.parametrize("rule", ALONE)
def test_without_any_one_rule_misuse_shows(rule: str, statements: dict[str, str]) -> None:
    with pytest.raises(AssertionError):
        _misuse(Sly, _without(statements, rule), 300)


@pytest.mark.parametrize("rule", TWINS)
def test_without_a_rule_and_its_twin_misuse_shows(rule: str, statements: dict[str, str]) -> None:
    _misuse(Clumsy, _without(statements, *TWINS[rule]), 60)
    with pytest.raises(AssertionError):
        _misuse(Clumsy, _without(statements, rule, *TWINS[rule]), 60)
