"""The process in which pages are parsed: it may be slow, greedy or dead without harm to the one that asked.

Started as ``python -m dawra.documents.page_worker BYTES``. Each request is a number of seconds
and a page, each answer JSON,
both after their length. A page that takes more seconds than it has ends the process, even if nobody is left to
end it from outside.
"""

import contextlib
import json
import math
import os
import signal
import struct
import sys
from typing import BinaryIO, Final

LENGTH: Final = struct.Struct("<Q")
SECONDS: Final = struct.Struct("<d")


def main() -> None:
    """Answer until the asking side closes the pipe."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that asked
    from dawra.documents.find_article import LostTextError, find_article  # noqa: PLC0415 - loads the parsers

    _limit_memory(int(sys.argv[1]))
    put(answers, b"ready")
    while (request := take(sys.stdin.buffer)) is not None:
        _end_after(SECONDS.unpack_from(request)[0])
        try:
            answer = find_article(request[SECONDS.size :].decode("utf-8"))
        except LostTextError as error:
            answer = {"error": str(error)}
        except MemoryError:
            answer = {"error": "it needs too much memory", "end": True}
        except RecursionError:
            answer = {"error": "its parts are nested too deep", "end": True}
        except Exception as error:  # noqa: BLE001 - a parser's bug must not cost the other pages
            answer = {"error": f"the parser failed ({type(error).__name__})", "end": True}
        _end_after(0)
        put(answers, json.dumps(answer).encode())


def put(pipe: BinaryIO, message: bytes) -> None:
    """Write one message."""
    pipe.write(LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def take(pipe: BinaryIO) -> bytes | None:
    """Read one message; None where the other side is gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    message = pipe.read(LENGTH.unpack(head)[0])
    return message if len(message) == LENGTH.unpack(head)[0] else None


def _limit_memory(size: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # no such limit on this system, or a lower one
        import resource  # noqa: PLC0415 - POSIX only

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def _end_after(seconds: float) -> None:
    """Ask the system for the end of this process; 0 takes it back."""
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(seconds))


if __name__ == "__main__":
    main()
