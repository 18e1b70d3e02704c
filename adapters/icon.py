"""The app's icon: a coach's wheel in white, drawn as a PNG in the size and on the ground that a platform wants."""

import struct
import zlib
from math import atan2, hypot, pi

Pixel = tuple[int, int, int, int]
"""Red, green, blue and how solid it is, each from 0 to 255."""

COLOUR: Pixel = (31, 78, 121, 255)
CLEAR: Pixel = (0, 0, 0, 0)
WHITE: Pixel = (255, 255, 255, 255)

FRAMED, FULL = 0.37, 0.5
"""How far the rim reaches from the middle: with a margin of the ground around it, or to the edge of the picture."""

_SPOKES = 8


def icon(size: int, ground: Pixel, reach: float = FRAMED) -> bytes:
    """The wheel on this ground as a PNG with `size` pixels a side; its rim ends `reach` of a side from the middle."""
    scale = FRAMED / reach
    rows = b"".join(_row(line, size, ground, scale) for line in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _row(line: int, size: int, ground: Pixel, scale: float) -> bytes:
    """One line of pixels, after the byte that says it is stored as it is."""
    y = _from_middle(line, size) * scale
    pixels = bytearray(b"\0")
    for column in range(size):
        pixels += bytes(WHITE if _on_wheel(_from_middle(column, size) * scale, y) else ground)
    return bytes(pixels)


def _from_middle(place: int, size: int) -> float:
    """Where a pixel's middle is, in sides of the picture: the picture's middle is 0, its edges -0.5 and 0.5."""
    return (place + 0.5) / size - 0.5


def _on_wheel(x: float, y: float) -> bool:
    """Whether this point is on the rim, the hub or a spoke."""
    out, turn = hypot(x, y), (atan2(y, x) / (2 * pi) * _SPOKES) % 1
    beside = min(turn, 1 - turn) * 2 * pi / _SPOKES * out
    return 0.30 < out < FRAMED or out < 0.08 or (out < 0.31 and beside < 0.018)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
