"""Times of recordings, as people read them."""


def clock(milliseconds: float) -> str:
    """Return ``hh:mm:ss.mmm`` for a time in milliseconds.

    >>> clock(125), clock(3_723_004)
    ('00:00:00.125', '01:02:03.004')
    """
    whole = max(0, round(milliseconds))
    seconds, thousandths = divmod(whole, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"
