"""One page from the network, with a size limit and a deadline."""

from dawra.errors import SourceError

_SECONDS = 20.0
_MOST_REDIRECTS = 5


def fetch(url: str, largest: int) -> tuple[bytes, str]:
    """The body of the page and its final address.

    Raises:
        SourceError: no connection, an answer other than 200, or more than ``largest`` bytes.
    """
    import httpx2  # noqa: PLC0415 - only where a page is fetched

    advice = "Check the address and the connection, or save the page and give the file."
    body = bytearray()
    try:
        with (
            httpx2.Client(follow_redirects=True, max_redirects=_MOST_REDIRECTS, timeout=_SECONDS) as client,
            client.stream("GET", url, headers={"User-Agent": "dawra (article reader)"}) as answer,
        ):
            if answer.status_code != httpx2.codes.OK:
                raise SourceError(url, f"the server answered {answer.status_code}", advice)
            for piece in answer.iter_bytes():
                body += piece
                if len(body) > largest:
                    raise SourceError(url, f"larger than {largest // 1_000_000} MB", "Give one article at a time.")
            return bytes(body), str(answer.url)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise SourceError(url, f"cannot be fetched ({error})", advice) from error
