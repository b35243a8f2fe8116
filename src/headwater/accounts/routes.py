"""Signing in over HTTP: a one-use code becomes a cookie that no script can read."""

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from headwater.accounts import store
from headwater.accounts.session import CurrentAccount, SignedOut, give_cookie
from headwater.platform.database import Database

router = APIRouter(tags=["accounts"])


class AccountShown(BaseModel):
    """Who is signed in."""

    id: str
    name: str


class SessionShown(BaseModel):
    """The session of whoever asks."""

    account: AccountShown


class Code(BaseModel):
    """A one-use sign-in code."""

    code: str = Field(max_length=200)


@router.get("/api/session")
async def show_session(account: CurrentAccount) -> SessionShown:
    """Who is signed in; 401 when nobody is."""
    return SessionShown(account=AccountShown(id=account.id, name=account.name))


@router.post("/api/session")
async def sign_in(request: Request, response: Response, code: Code) -> SessionShown:
    """Use a code up for a session cookie."""
    database: Database = request.app.state.database
    async with database.write() as tx:
        account = await store.redeem(tx, code.code)
        if account is None:
            raise SignedOut(
                "This link was used before or is too old. Run `headwater open` in a terminal for a new one."
            )
        token = await store.new_session(tx, account)
    give_cookie(response, token, request.app.state.settings.port)
    return SessionShown(account=AccountShown(id=account.id, name=account.name))
