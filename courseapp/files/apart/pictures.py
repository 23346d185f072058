"""A picture drawn anew with Pillow: what stays is what one sees, upright, and nothing else.

A phone writes into a photo where it was taken; nobody who sends a portrait thinks of that. Whatever
else a file was, a page of HTML or an archive behind the picture, is gone as well. JPEG: ITU-T T.81;
PNG: ISO/IEC 15948; Exif: CIPA DC-008.
"""

from io import BytesIO
from pathlib import Path
from typing import IO

from PIL import Image, ImageCms, ImageOps

from courseapp.files.apart.findings import MOST_PIXELS, Finding, Refusal

QUALITY = 85
BRIGHTEST_OF_16_BITS = 257  # as often as the brightest of 8
# Pillow's own limit only warns; ours is asked before a single pixel is read.
Image.MAX_IMAGE_PIXELS = None


def draw_anew(source: Path, target: Path, longest_side: int) -> Finding:
    """Draw the JPEG or PNG at `source` into `target`, at most `longest_side` pixels long.

    Of several pictures in one file it is the first. Raises Pillow's errors where it is damaged.
    """
    with Image.open(source, formats=("JPEG", "PNG")) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            return Finding(refusal=Refusal.PIXELS)
        is_png = picture.format == "PNG"
        # A JPEG is read at a half or a quarter where that is still large enough.
        picture.draft(None, (longest_side, longest_side))
        drawn = _in_plain_colours(ImageOps.exif_transpose(picture))
    drawn.thumbnail((longest_side, longest_side))
    drawn.info = {}
    with target.open("wb") as file:
        _save(drawn, file, is_png=is_png)
    return Finding()


def _in_plain_colours(picture: Image.Image) -> Image.Image:
    """Return the picture as grey, or as sRGB with or without gaps, of eight bits."""
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value / BRIGHTEST_OF_16_BITS).convert("L")
    if picture.mode in {"1", "L"} and not picture.has_transparency_data:
        return picture.convert("L")
    plain = _srgb(picture)
    if picture.has_transparency_data:
        plain.putalpha(picture.convert("RGBA").getchannel("A"))
    return plain


def _srgb(picture: Image.Image) -> Image.Image:
    """Return the colours as screens show them; a profile that says otherwise is followed."""
    profile = picture.info.get("icc_profile")
    colours = picture if picture.mode == "CMYK" else picture.convert("RGB")
    if profile:
        try:
            found = ImageCms.ImageCmsProfile(BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(colours, found, screen, outputMode="RGB") or colours
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile of another kind, or none at all: the plain reading is near enough
    return colours.convert("RGB")


def _save(picture: Image.Image, file: IO[bytes], *, is_png: bool) -> None:
    if is_png:
        picture.save(file, "PNG")
    else:
        picture.convert("RGB" if picture.mode == "RGBA" else picture.mode).save(
            file, "JPEG", quality=QUALITY, optimize=True
        )
