"""The command line: serve the studio, open it, run a file, connect providers, list and check models."""

import asyncio
import json
import os
import sys
import uuid
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import typer
from typer.exceptions import TyperException

from headwater.platform.errors import HeadwaterError, InvalidInput
from headwater.running import running_port
from headwater.supervisor import ALREADY_RUNNING, REFUSED, supervise

if TYPE_CHECKING:
    from headwater.settings import Settings
    from headwater.terminal.asking import Command

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Headwater: film, pictures and sound on a canvas.")
credits_app = typer.Typer(help="The owner's credits: the balance and the limits; add, limit.")
app.add_typer(credits_app, name="credits", invoke_without_command=True)
models_app = typer.Typer(help="The models that can be picked here; `check` reads a file of models.")
app.add_typer(models_app, name="models", invoke_without_command=True)
providers_app = typer.Typer(help="What is connected, each tried; add, remove, price.")
app.add_typer(providers_app, name="providers", invoke_without_command=True)

JsonLines = Annotated[bool, typer.Option("--json", help="One JSON object a line, for scripts.")]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Do not open the browser.")]


def main() -> None:
    """The `headwater` command. What is wrong with the call is said in one line."""
    try:
        sys.exit(app(standalone_mode=False))
    except TyperException as wrong:
        if words := " ".join(wrong.format_message().split()):  # none where the help was printed instead
            print(f"{words.rstrip('.')}. See `headwater --help`.", file=sys.stderr)
        sys.exit(2)
    except typer.Abort:
        sys.exit(1)


@app.command()
def serve(no_open: NoOpen = False) -> None:
    """Run the studio on this machine and open it in the browser."""
    command = [sys.executable, "-m", "headwater", "serve-process"]
    code = supervise(command, [] if no_open else ["--open"])
    if code == ALREADY_RUNNING:
        print("Headwater is already running here.")
        open_(no_open)
        code = 0
    raise typer.Exit(code)


@app.command("serve-process", hidden=True)
def serve_process(open_browser: Annotated[bool, typer.Option("--open")] = False) -> None:
    """The server itself; its parent starts it again when it dies."""
    from headwater.serving import serve_here

    try:
        code = asyncio.run(serve_here(_settings(), _browse if open_browser else _print_link))
    except HeadwaterError as error:
        print(error.message, file=sys.stderr)
        code = REFUSED
    raise typer.Exit(code)


@app.command()
def run(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A canvas file, or an archive with media.")],
    out: Annotated[Path, typer.Option("--out", help="The folder for the results.")],
    only: Annotated[str | None, typer.Option("--only", help="Only this node, and what it needs.")] = None,
    max_credits: Annotated[str | None, typer.Option("--max-credits", help="The most that it may cost.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line for each node.")] = False,
) -> None:
    """Generate everything on a canvas file that has no content yet, and get its files."""
    from headwater.exchange.command import Words
    from headwater.running_file import run_file

    raise typer.Exit(run_file(_settings(), Words(file, out, only, max_credits, as_json)))


@app.command("open")
def open_(no_open: NoOpen = False) -> None:
    """Open the running studio, signed in."""
    settings = _settings()
    port = running_port(settings.home) or settings.port
    link = f"http://127.0.0.1:{port}/#code={asyncio.run(_code(settings))}"
    (_print_link if no_open else _browse)(link)


@app.command()
def token() -> None:
    """Print a token for scripts, to be sent as `Authorization: Bearer`."""
    print(asyncio.run(_token(_settings())))


@models_app.callback()
def models(context: typer.Context, as_json: JsonLines = False) -> None:
    """List the models that can be picked here, with who serves them and what they cost."""
    if context.invoked_subcommand is None:
        from headwater.terminal import models as terminal

        _ask(lambda client: terminal.show(client, as_json))


@models_app.command("check")
def check_models(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of providers and models, in TOML.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say what a file of models holds, or which line is wrong and what to write instead."""
    from headwater.terminal import models as terminal

    raise typer.Exit(terminal.check(_settings(), file, as_json))


@providers_app.callback()
def providers(context: typer.Context, as_json: JsonLines = False) -> None:
    """List what is connected, and try each."""
    if context.invoked_subcommand is None:
        from headwater.terminal import providers as terminal

        _ask(lambda client: terminal.show(client, as_json))


@providers_app.command("add")
def add_provider(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A provider such as fal, or a name for your server.")],
    url: Annotated[str | None, typer.Option("--url", help="The address of a server of yours.")] = None,
    key: Annotated[str | None, typer.Option("--key", help="The key; - to type it unseen, or to pipe it in.")] = None,
    speaks: Annotated[str | None, typer.Option("--type", help="What your server speaks: openai or comfyui.")] = None,
    as_json: JsonLines = False,
) -> None:
    """Connect a provider by its key, or a server of yours by its address. Without --key, the key is asked for."""
    from headwater.terminal import providers as terminal

    wanted = terminal.Wanted(name, url, key, speaks)
    _ask(lambda client: terminal.add(client, wanted, as_json))


@providers_app.command("remove")
def remove_provider(name: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
    """Forget a provider's key, or a server of yours. What was made with it stays."""
    from headwater.terminal import providers as terminal

    _ask(lambda client: terminal.remove(client, name))


@providers_app.command("price")
def price_model(
    model: Annotated[str, typer.Argument(metavar="NAME/MODEL", help="A model on a server of yours.")],
    amount: Annotated[str | None, typer.Argument(metavar="CREDITS", help="What a generation costs.")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="What it makes: text, image, video or audio.")] = None,
) -> None:
    """Say what a generation with a model on your server costs, and what the model makes."""
    from headwater.terminal import providers as terminal

    _ask(lambda client: terminal.price(client, model, amount, kind))


@app.command()
def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of lines.")] = False,
) -> None:
    """Say what works here, and what to do about what does not. Each built-in model really makes something small."""
    from headwater.doctor import report
    from headwater.doctor.examination import examine

    tell = report.tell_as_json if as_json else report.tell
    raise typer.Exit(0 if asyncio.run(tell(examine(_settings()))) else 1)


@credits_app.callback()
def credits(context: typer.Context, as_json: JsonLines = False) -> None:
    """Say what the balance is, and which limits there are."""
    if context.invoked_subcommand is None:
        from headwater.terminal import credits as terminal

        _ask(lambda client: terminal.show(client, as_json))


@credits_app.command("limit")
def limit_credits(
    amount: Annotated[str, typer.Argument(metavar="CREDITS", help="The most that may be spent, or: none.")],
    canvas: Annotated[str | None, typer.Option("--canvas", help="On this canvas: its title or its id.")] = None,
    as_json: JsonLines = False,
) -> None:
    """Let no more than this be spent in a day, or on one canvas. What would go beyond is refused."""
    from headwater.terminal import credits as terminal

    _ask(lambda client: terminal.limit(client, amount, canvas, as_json))


@credits_app.command("add")
def add_credits(amount: str) -> None:
    """Add credits to the owner's account."""
    settings = _settings()
    port = running_port(settings.home)
    try:
        balance = _ask_to_add(port, settings, amount) if port else asyncio.run(_add(settings, amount))
    except HeadwaterError as error:
        print(error.message, file=sys.stderr)
        raise typer.Exit(2) from error
    print(f"Added {amount} credits. The balance is {balance}.")


def _settings() -> "Settings":
    """Read only when needed: the parent of the server stays tiny, and is up at once."""
    from pydantic import ValidationError

    from headwater.settings import Settings

    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = f"HEADWATER_{wrong['loc'][0]}".upper()
        print(f"{name} is `{wrong['input']}`: {wrong['msg']}. Correct it, or unset it.", file=sys.stderr)
        raise typer.Exit(REFUSED) from None


def _ask(command: "Command") -> None:
    """Let the studio of this home answer: the one that serves it, or one in this process."""
    from headwater.terminal.asking import ask

    raise typer.Exit(ask(_settings(), command))


def _print_link(link: str) -> None:
    print(f"Headwater is at {link}\n(The link signs in once. For another one: headwater open)", flush=True)


def _browse(link: str) -> None:
    _print_link(link)
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(link)


async def _code(settings: "Settings") -> str:
    from headwater.accounts import store
    from headwater.assembly import open_database, the_owner

    async with open_database(settings) as database:
        owner = await the_owner(database, settings)
        async with database.write() as tx:
            return await store.new_code(tx, owner)


async def _token(settings: "Settings") -> str:
    from headwater.accounts import store
    from headwater.assembly import open_database, the_owner

    async with open_database(settings) as database:
        owner = await the_owner(database, settings)
        async with database.write() as tx:
            return await store.new_session(tx, owner)


async def _add(settings: "Settings", amount: str) -> str:
    from headwater.assembly import open_database, the_owner
    from headwater.credits import command
    from headwater.credits.ledger import shown

    async with open_database(settings) as database:
        owner = await the_owner(database, settings)
        return shown((await command.add(database, owner.id, amount)).available)


def _ask_to_add(port: int, settings: "Settings", amount: str) -> str:
    """Let the running studio add them, so that every open tab sees it."""
    request = Request(
        f"http://127.0.0.1:{port}/api/credits",
        json.dumps({"amount": amount, "key": uuid.uuid4().hex}).encode(),
        {"Authorization": f"Bearer {asyncio.run(_token(settings))}", "Content-Type": "application/json"},
    )
    try:
        with urlopen(request, timeout=30) as answer:
            return str(json.load(answer)["balance"])
    except HTTPError as error:
        raise InvalidInput(json.load(error)["message"]) from error
