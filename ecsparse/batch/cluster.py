"""Workers on other machines: the executor of a Dask scheduler.

Source: https://distributed.dask.org/en/stable/api.html#distributed.Client.get_executor
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecsparse.errors import BadPlace, needs

if TYPE_CHECKING:
    from concurrent.futures import Executor

# How long the scheduler may take to answer, in seconds.
_PATIENCE = 10


def connected(address: str) -> tuple[Executor, int]:
    """The executor of the scheduler at `address`, such as `tcp://192.0.2.7:8786`, and its number of processors.

    A call whose worker is gone is made again by another one.

    Raises:
        BadPlace: the scheduler cannot be reached, or Dask is not installed.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and only for clusters
    except ImportError as error:
        raise BadPlace(f"--cluster {needs('distributed')}") from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise BadPlace(f"{address}: no scheduler answers; start one, or check the address") from error
    # calls write files: none may be left out because an equal one was made before
    return client.get_executor(pure=False), max(sum(client.ncores().values()), 1)
