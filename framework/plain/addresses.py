"""Addresses of a workbook's cells: letters for columns, numbers for rows."""


def letter(place: int) -> str:
    """Return a column's letter in a workbook, its place counted from 0.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    before, last = divmod(place, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + last)


def placed(address: str) -> tuple[int, int]:
    """Return the row and the column of a cell in a workbook, counted from 0.

    >>> placed("A1"), placed("AB7"), placed("$B$2")
    ((0, 0), (6, 27), (1, 1))
    """
    bare = address.replace("$", "")
    letters = bare.rstrip("0123456789")
    number = 0
    for one in letters:
        number = 26 * number + ord(one) - ord("A") + 1
    return int(bare[len(letters) :]) - 1, number - 1
