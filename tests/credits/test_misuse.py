"""Code that misuses the ledger in every way we could think of; and each rule of the schema stops some of it.

The misuse is a Hypothesis state machine: after every step, whatever was tried, the tables must hold exactly what
a few dicts say they should. Then each constraint and trigger is taken away, and the misuse that it stopped has to show.
"""

import re
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from headwater.credits.ledger import Balance, Reason

PEOPLE = ("ann", "bob")
WHO = st.sampled_from([*PEOPLE, "ann", "nobody"])
GRANTS = st.sampled_from([f"grant-{n}" for n in range(4)])
GENERATIONS = st.sampled_from([f"generation-{n}" for n in range(6)])
AMOUNTS = st.sampled_from([-5, -1, 0, 1, 3, 7, 20, 50, 0.5, 7.25])
REASONS = st.sampled_from([*Reason, Reason.SUCCEEDED, "refunded"])
SUCCESSES = st.sampled_from([Reason.SUCCEEDED, Reason.SUCCEEDED, Reason.FAILED])
HOW = st.sampled_from(["OR REPLACE", "OR IGNORE", "OR FAIL", "OR ROLLBACK"])
OFF_BY = st.sampled_from([-1, 0, 1, 1000])
PARTS = st.one_of(st.none(), st.sampled_from([-1, 0, 1, 2, 6, 0.5, 1000]))
PLACES = st.tuples(st.sampled_from(["pier", "boat"]), st.sampled_from(["monday", "tuesday"]))
"""On which canvas, and on which day."""
UNLIMITED = 10**9
SCOPES = st.sampled_from(["day", "pier", "boat"])

CHANGES = (
    "UPDATE credit_grants SET amount = amount + 1",
    "UPDATE credit_holds SET amount = 0",
    "UPDATE credit_holds SET account = 'bob'",
    "UPDATE credit_holds SET canvas = 'elsewhere', day = 'never'",
    "UPDATE credit_settlements SET amount = 0 WHERE reason = 'succeeded'",
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
        self.places: dict[str, tuple[str, str]] = {}
        self.settled: dict[str, tuple[str, int | None]] = {}
        self.limits: dict[tuple[str, str], int] = {}
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

    @rule(account=WHO, scope=SCOPES, amount=AMOUNTS)
    def limit(self, account: str, scope: str, amount: float) -> None:
        self.confine(account, scope, amount)

    @precondition(lambda self: self.limits)
    @rule(data=st.data(), amount=AMOUNTS)
    def limit_again(self, data: st.DataObject, amount: float) -> None:
        self.confine(*data.draw(st.sampled_from(sorted(self.limits))), amount)

    @rule(account=st.sampled_from(PEOPLE), scope=SCOPES, amount=AMOUNTS)
    def change_a_limit(self, account: str, scope: str, amount: float) -> None:
        self.attempt("DELETE FROM credit_limits WHERE account = ? AND scope = ?", account, scope)
        self.limits.pop((account, scope), None)
        self.confine(account, scope, amount)

    @rule(generation=GENERATIONS, account=WHO, amount=AMOUNTS, place=PLACES)
    def hold(self, generation: str, account: str, amount: float, place: tuple[str, str]) -> None:
        self.take(generation, account, amount, place)

    @rule(generation=GENERATIONS, account=st.sampled_from(PEOPLE), off_by=OFF_BY, place=PLACES)
    def hold_about_all(self, generation: str, account: str, off_by: int, place: tuple[str, str]) -> None:
        self.take(generation, account, self.balance(account).available + off_by, place)

    @rule(generation=GENERATIONS, account=st.sampled_from(PEOPLE), off_by=OFF_BY, place=PLACES)
    def hold_about_what_the_limits_leave(
        self, generation: str, account: str, off_by: int, place: tuple[str, str]
    ) -> None:
        self.take(generation, account, self.left(account, place) + off_by, place)

    @rule(generation=GENERATIONS, account=WHO, place=PLACES)
    def hold_nothing(self, generation: str, account: str, place: tuple[str, str]) -> None:
        self.take(generation, account, 0, place)

    @precondition(lambda self: self.holds)
    @rule(data=st.data(), reason=REASONS, part=PARTS)
    def settle(self, data: st.DataObject, reason: str, part: float | None) -> None:
        self.end(data.draw(st.sampled_from(sorted(self.holds))), reason, part)

    @precondition(lambda self: self.holds.keys() - self.settled.keys())
    @rule(data=st.data(), reason=st.sampled_from(Reason))
    def settle_first(self, data: st.DataObject, reason: str) -> None:
        self.end(data.draw(st.sampled_from(sorted(self.holds.keys() - self.settled.keys()))), reason)

    @precondition(lambda self: self.holds.keys() - self.settled.keys())
    @rule(data=st.data(), off_by=st.sampled_from([-0.5, -0.5, 0, 1]), reason=SUCCESSES)
    def settle_in_part(self, data: st.DataObject, off_by: float, reason: str) -> None:
        generation = data.draw(st.sampled_from(sorted(self.holds.keys() - self.settled.keys())))
        self.end(generation, reason, self.holds[generation][1] + off_by)

    @precondition(lambda self: self.settled)
    @rule(data=st.data(), reason=st.sampled_from(Reason), part=PARTS)
    def settle_again(self, data: st.DataObject, reason: str, part: float | None) -> None:
        self.end(data.draw(st.sampled_from(sorted(self.settled))), reason, part)

    @invariant()
    def only_what_is_allowed_was_recorded(self) -> None:
        holds = {generation: (*fact, *self.places[generation]) for generation, fact in self.holds.items()}
        assert self.rows("SELECT id, account, amount FROM credit_grants") == _flat(self.grants)
        assert self.rows("SELECT generation, account, amount, canvas, day FROM credit_holds") == _flat(holds)
        assert self.rows("SELECT generation, reason, amount FROM credit_settlements") == _flat(self.settled)

    @invariant()
    def each_limit_is_there_once(self) -> None:
        rows = list(self.database.execute("SELECT account, scope, amount FROM credit_limits"))
        assert sorted(rows) == sorted((*key, amount) for key, amount in self.limits.items())

    @invariant()
    def every_entry_continues_from_the_one_before(self) -> None:
        for account in PEOPLE:
            available = held = 0
            moves = f"SELECT debit, credit, {_AMOUNTS} FROM credit_entries WHERE account = ? ORDER BY id"
            for debit, credit, amount, returned, *after in self.database.execute(moves, (account,)):
                available += amount * ((credit == "available") - (debit == "available")) + returned
                held += amount * ((credit == "held") - (debit == "held")) - returned
                assert after == [available, held]
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

    def take(self, generation: str, account: str, amount: float, place: tuple[str, str], how: str = "") -> None:
        columns = "(generation, account, amount, canvas, day, what, created)"
        fact = (generation, account, amount, *place)
        self.attempt(f"INSERT {how} INTO credit_holds {columns} VALUES (?, ?, ?, ?, ?, '', 0)", *fact)
        if generation not in self.holds and account in PEOPLE and self.fits(account, amount, place):
            self.holds[generation], self.places[generation] = (account, int(amount)), place

    def end(self, generation: str, reason: str, part: float | None = None, how: str = "") -> None:
        columns = "(generation, reason, amount, created)"
        self.attempt(f"INSERT {how} INTO credit_settlements {columns} VALUES (?, ?, ?, 0)", generation, reason, part)
        if generation in self.holds and reason in list(Reason):
            held = self.holds[generation][1]
            if part is None or (isinstance(part, int) and 0 <= part <= held and reason == Reason.SUCCEEDED):
                self.settled.setdefault(generation, (str(reason), part))

    def confine(self, account: str, scope: str, amount: float) -> None:
        columns = "(account, scope, amount)"
        self.attempt(f"INSERT INTO credit_limits {columns} VALUES (?, ?, ?)", account, scope, amount)
        if account in PEOPLE and isinstance(amount, int) and amount >= 0:
            self.limits.setdefault((account, scope), amount)

    def forge(self, source: str, fact: str | None) -> None:
        columns = f"account, {source}, debit, credit, amount, available, held"
        self.attempt(f"INSERT INTO credit_entries ({columns}) VALUES ('ann', ?, 'outside', 'available', 9, 9, 0)", fact)

    def attempt(self, statement: str, *values: str | float | None) -> None:
        """Whether it was refused shows in the tables. An error of any other sort is a fault of the test."""
        with suppress(sqlite3.IntegrityError):
            self.database.execute(statement, values)

    def balance(self, account: str) -> Balance:
        """What the facts add up to."""
        granted = sum(amount for owner, amount in self.grants.values() if owner == account)
        mine = {generation: amount for generation, (owner, amount) in self.holds.items() if owner == account}
        held = sum(amount for generation, amount in mine.items() if generation not in self.settled)
        return Balance(granted - sum(map(self.cost, mine)), held)

    def cost(self, generation: str) -> int:
        """What a generation holds or was charged."""
        held = self.holds[generation][1]
        reason, part = self.settled.get(generation, (None, None))
        return held if reason is None else (held if part is None else part) if reason == Reason.SUCCEEDED else 0

    def fits(self, account: str, amount: float, place: tuple[str, str]) -> bool:
        """Whether it may be held: what is free always may, whatever the limits."""
        most = min(self.balance(account).available, max(0, self.left(account, place)))
        return isinstance(amount, int) and 0 <= amount <= most

    def left(self, account: str, place: tuple[str, str]) -> int:
        """What the limits of the canvas and of the day leave; below 0 where one was lowered."""
        canvas, day = place
        mine = [generation for generation, (owner, _) in self.holds.items() if owner == account]
        here = sum(self.cost(each) for each in mine if self.places[each][0] == canvas)
        today = sum(self.cost(each) for each in mine if self.places[each][1] == day)
        on_canvas = self.limits.get((account, canvas), UNLIMITED) - here
        return min(on_canvas, self.limits.get((account, "day"), UNLIMITED) - today)

    def rows(self, query: str) -> set[tuple[object, ...]]:
        return set(self.database.execute(query))


class Sly(Clumsy):
    """Also settles what was never held, resolves conflicts its own way, forges entries and edits history."""

    @rule(generation=GENERATIONS, reason=REASONS, part=PARTS)
    def settle_any(self, generation: str, reason: str, part: float | None) -> None:
        self.end(generation, reason, part)

    @rule(how=HOW, id=GRANTS, account=WHO, amount=AMOUNTS)
    def grant_somehow(self, how: str, id: str, account: str, amount: float) -> None:
        self.give(id, account, amount, how)

    @rule(how=HOW, generation=GENERATIONS, account=st.sampled_from(PEOPLE), off_by=OFF_BY, place=PLACES)
    def hold_somehow(self, how: str, generation: str, account: str, off_by: int, place: tuple[str, str]) -> None:
        self.take(generation, account, self.balance(account).available + off_by, place, how)

    @rule(how=HOW, generation=GENERATIONS, account=st.sampled_from(PEOPLE), off_by=OFF_BY, place=PLACES)
    def hold_what_the_limits_leave_somehow(
        self, how: str, generation: str, account: str, off_by: int, place: tuple[str, str]
    ) -> None:
        self.take(generation, account, self.left(account, place) + off_by, place, how)

    @rule(how=HOW, generation=GENERATIONS, reason=REASONS, part=PARTS)
    def settle_somehow(self, how: str, generation: str, reason: str, part: float | None) -> None:
        self.end(generation, reason, part, how)

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


_AMOUNTS = "amount, returned, available, held"


def _flat(facts: Mapping[str, tuple[object, ...]]) -> set[tuple[object, ...]]:
    return {(key, *fact) for key, fact in facts.items()}


PLACE = ("pier", "monday")
Misuse = Callable[[Clumsy], object]
"""One way of breaking a rule, as short as can be."""


def _first(step: Misuse, then: Misuse) -> Misuse:
    def both(it: Clumsy) -> None:
        step(it)
        then(it)

    return both


def _held(then: Misuse) -> Misuse:
    """First `generation-1` is held for 5."""
    return _first(lambda it: it.take("generation-1", "ann", 5, PLACE), then)


def _settled(then: Misuse) -> Misuse:
    return _held(_first(lambda it: it.end("generation-1", "succeeded"), then))


def _confined(scope: str, then: Misuse) -> Misuse:
    return _first(lambda it: it.confine("ann", scope, 3), then)


ALONE: dict[str, tuple[str, Misuse]] = {
    "pk_credit_entries": ("entries have an order", _held(lambda it: it.give("grant-1", "ann", 1))),
    "ck_credit_grants_positive": ("a grant adds something", lambda it: it.give("grant-1", "ann", -5)),
    "ck_credit_grants_whole": ("micro-credits are never divided", lambda it: it.give("grant-1", "ann", 0.5)),
    "fk_credit_grants_account": ("credits belong to somebody", lambda it: it.give("grant-1", "nobody", 1)),
    "ck_credit_holds_not_negative": (
        "a hold cannot add credits",
        lambda it: it.take("generation-1", "ann", -1, PLACE),
    ),
    "ck_credit_holds_whole": (
        "micro-credits are never divided",
        lambda it: it.take("generation-1", "ann", 0.5, PLACE),
    ),
    "fk_credit_holds_account": (
        "a hold of nothing still has an owner",
        lambda it: it.take("generation-1", "nobody", 0, PLACE),
    ),
    "ck_credit_settlements_whole": (
        "micro-credits are never divided",
        _held(lambda it: it.end("generation-1", "succeeded", 0.5)),
    ),
    "ck_credit_settlements_not_negative": (
        "a charge cannot add credits",
        _held(lambda it: it.end("generation-1", "succeeded", -1)),
    ),
    "ck_credit_settlements_part": (
        "what is given back is given back whole",
        _held(lambda it: it.end("generation-1", "failed", 1)),
    ),
    "credit_settlements_covered": (
        "no more is charged than was shown and held",
        _held(lambda it: it.end("generation-1", "succeeded", 6)),
    ),
    "credit_holds_within_day": (
        "no more is held in a day than its limit",
        _confined("day", lambda it: it.take("generation-1", "ann", 5, PLACE)),
    ),
    "credit_holds_within_canvas": (
        "no more is held on a canvas than its limit",
        _confined("pier", lambda it: it.take("generation-1", "ann", 5, PLACE)),
    ),
    "pk_credit_limits": ("there is one limit for each thing", _confined("day", lambda it: it.confine("ann", "day", 3))),
    "fk_credit_limits_account": ("a limit is somebody's", lambda it: it.confine("nobody", "day", 1)),
    "ck_credit_limits_not_negative": (
        "a limit cannot be less than nothing",
        lambda it: it.confine("ann", "day", -1),
    ),
    "ck_credit_limits_whole": ("micro-credits are never divided", lambda it: it.confine("ann", "day", 0.5)),
    "ck_credit_settlements_reason": (
        "a settlement says why, in a word that we know",
        _held(lambda it: it.end("generation-1", "refunded")),
    ),
    "fk_credit_settlements_generation": (
        "only what was held is settled",
        lambda it: it.end("generation-1", "failed"),
    ),
    "ck_credit_entries_from_a_fact": ("an entry without a fact is forged", lambda it: it.forge("from_grant", None)),
    "uq_credit_entries_from_grant": (
        "a second entry for a grant is forged",
        lambda it: it.forge("from_grant", "grant-start"),
    ),
    "uq_credit_entries_from_hold": (
        "a second entry for a hold is forged",
        _held(lambda it: it.forge("from_hold", "generation-1")),
    ),
    "uq_credit_entries_from_settlement": (
        "a second entry for a settlement is forged",
        _settled(lambda it: it.forge("from_settlement", "generation-1")),
    ),
    "fk_credit_entries_from_grant": (
        "an entry for a grant that never was is forged",
        lambda it: it.forge("from_grant", "none"),
    ),
    "fk_credit_entries_from_hold": ("the same for holds", lambda it: it.forge("from_hold", "none")),
    "fk_credit_entries_from_settlement": ("the same for settlements", lambda it: it.forge("from_settlement", "none")),
    "credit_grants_move": ("a grant moves the balance", lambda it: it.give("grant-1", "ann", 1)),
    "credit_holds_move": ("a hold moves the balance", _held(lambda it: None)),
    "credit_settlements_move": ("a settlement moves the balance", _settled(lambda it: None)),
    "credit_holds_covered": (
        "no overdraft, whatever the INSERT says about conflicts",
        lambda it: it.take("generation-1", "ann", 31, PLACE, "OR IGNORE"),
    ),
    "credit_grants_no_update": (
        "a grant is never edited",
        lambda it: it.attempt("UPDATE credit_grants SET amount = amount + 1"),
    ),
    "credit_holds_no_update": (
        "a hold is never edited",
        _held(lambda it: it.attempt("UPDATE credit_holds SET amount = 0")),
    ),
    "credit_settlements_no_update": (
        "a settlement is never edited",
        _settled(lambda it: it.attempt("UPDATE credit_settlements SET reason = 'failed'")),
    ),
    "credit_entries_no_update": (
        "an entry is never edited",
        lambda it: it.attempt("UPDATE credit_entries SET available = available + 1"),
    ),
    "credit_entries_no_delete": (
        "an entry is never deleted, nor, through it, its fact",
        lambda it: it.attempt("DELETE FROM credit_entries"),
    ),
}
"""What goes wrong without each rule that nothing else stands in for, and the misuse that it stops."""

TWINS: dict[str, tuple[tuple[str, ...], Misuse]] = {
    "pk_credit_grants": (
        ("uq_credit_entries_from_grant", "fk_credit_entries_from_grant"),
        lambda it: it.give("grant-start", "ann", 1),
    ),
    "pk_credit_holds": (
        ("uq_credit_entries_from_hold", "fk_credit_entries_from_hold", "fk_credit_settlements_generation"),
        _held(_held(lambda it: None)),
    ),
    "pk_credit_settlements": (
        ("uq_credit_entries_from_settlement", "fk_credit_entries_from_settlement"),
        _settled(lambda it: it.end("generation-1", "failed")),
    ),
    "ck_credit_entries_no_overdraft": (
        ("credit_holds_covered",),
        lambda it: it.take("generation-1", "ann", 31, PLACE),
    ),
}
"""Rules with a second barrier behind them, taken away together with it; and the misuse that both stop.

A fact's key and the one entry that a fact may have both refuse the fact a second time; the first is the target of
foreign keys (SQLite refuses to work with those once it is gone, so they go too), the second also stops forged
entries. The trigger before a hold and the CHECK on what it leaves both refuse an overdraft; the first holds
also under INSERT OR IGNORE, the second is one line that no dialect can get wrong. The machine here is the clumsy
one, whom the second barriers alone stop from nothing that the first do not: the test says so.
"""


@pytest.fixture(scope="module")
def statements(migrated: Path) -> dict[str, str]:
    """What the migrations made of the ledger, and of the accounts that it refers to: SQL by name."""
    with sqlite3.connect(migrated / "studio.db") as database:
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


def _try(misuse: Misuse, schema: str) -> None:
    """Does it once, and looks whether the tables still hold what they should."""
    machine: Sly = type("Once", (Sly,), {"schema": schema})()
    try:
        misuse(machine)
        machine.only_what_is_allowed_was_recorded()
        machine.each_limit_is_there_once()
        machine.every_entry_continues_from_the_one_before()
        machine.every_fact_has_one_entry()
    finally:
        machine.teardown()


def _misuse(machine: type[Clumsy], schema: str, examples: int) -> None:
    quick = settings(
        max_examples=examples,
        stateful_step_count=30,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(type(machine.__name__, (machine,), {"schema": schema}), settings=quick)


def test_no_misuse_leaves_a_trace(statements: dict[str, str]) -> None:
    _misuse(Sly, _without(statements), 300)


def test_every_rule_of_the_schema_is_put_to_the_test(statements: dict[str, str]) -> None:
    ledger = "\n".join(sql for name, sql in statements.items() if name != "accounts")
    named = re.findall(r"CONSTRAINT (\w+)", ledger) + re.findall(r"CREATE TRIGGER (\w+)", ledger)
    assert sorted(named) == sorted([*ALONE, *TWINS])
    assert len(re.findall(r"CHECK|PRIMARY KEY|FOREIGN KEY|UNIQUE", ledger)) == ledger.count("CONSTRAINT"), "name them"


@pytest.mark.parametrize("rule", ALONE)
def test_without_any_one_rule_misuse_shows(rule: str, statements: dict[str, str]) -> None:
    _, misuse = ALONE[rule]
    _try(misuse, _without(statements))
    with pytest.raises(AssertionError):
        _try(misuse, _without(statements, rule))


@pytest.mark.parametrize("rule", TWINS)
def test_without_a_rule_and_its_twin_misuse_shows(rule: str, statements: dict[str, str]) -> None:
    twins, misuse = TWINS[rule]
    _misuse(Clumsy, _without(statements, *twins), 60)
    with pytest.raises(AssertionError):
        _try(misuse, _without(statements, rule, *twins))
