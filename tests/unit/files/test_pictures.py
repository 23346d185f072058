"""A picture drawn anew shows what one saw, upright, and tells nothing besides."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageCms, PngImagePlugin

from courseapp.files.apart import pictures
from courseapp.files.apart.findings import Finding, Matter, Refusal, Task
from courseapp.files.apart.looking import finding_of

RED, BLUE = (220, 20, 20), (20, 20, 220)
PLACE = b"43.8N 11.3E"
ORIENTATION, GPS, MAKER = 0x0112, 0x8825, 0x010F


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures") / "a"


def left_red(mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    """Return a picture that is red on its left half and blue on its right."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1]))
    return picture.convert(mode)


def octets(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    target = BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


def drawn(place: Path, content: bytes, longest_side: int = 3600) -> tuple[Finding, bytes]:
    """Return the finding and what was drawn."""
    place.write_bytes(content)
    target = place.with_suffix(".anew")
    target.write_bytes(b"")
    task = Task(Matter.PICTURE, str(place), longest_side=longest_side, target=str(target))
    return finding_of(task), target.read_bytes()


def seen(place: Path, content: bytes, longest_side: int = 3600) -> Image.Image:
    """Return the picture that was drawn; it tells nothing but itself."""
    finding, bare = drawn(place, content, longest_side)
    assert finding == Finding()
    picture = Image.open(BytesIO(bare))
    picture.load()
    told = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert set(picture.info) <= told, picture.info
    assert not picture.getexif()
    return picture


def is_near(found: Any, wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) < 30 for one, other in zip(found, wanted, strict=True))


def told() -> Image.Exif:
    exif = Image.Exif()
    exif[MAKER] = "A phone"
    exif.get_ifd(GPS)[1] = PLACE.decode()
    return exif


def test_a_phones_photo_loses_its_place_and_what_hangs_behind_it(place: Path) -> None:
    sent = octets(left_red(), exif=told(), comment=b"taken at home") + b"<script>PK\x03\x04"
    assert PLACE in sent
    finding, bare = drawn(place, sent)
    assert finding == Finding()
    for secret in (PLACE, b"A phone", b"taken at home", b"<script>", b"Exif"):
        assert secret not in bare
    assert Image.open(BytesIO(bare)).format == "JPEG"


def test_a_photo_taken_sideways_stands_upright(place: Path) -> None:
    exif = told()
    exif[ORIENTATION] = 6  # the camera was turned to the left: its top is on the right
    picture = seen(place, octets(left_red(), exif=exif))
    assert picture.size == (40, 60)
    assert is_near(picture.getpixel((20, 5)), RED)
    assert is_near(picture.getpixel((20, 55)), BLUE)


def test_a_png_keeps_what_is_seen_only(place: Path) -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Amina")
    words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>", zip=True)
    sent = octets(left_red(), "PNG", pnginfo=words, exif=told()) + b"PK\x05\x06"
    picture = seen(place, sent)
    assert picture.format == "PNG"
    assert is_near(picture.getpixel((5, 5)), RED)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16"])
def test_every_kind_of_png_is_seen_as_it_was(place: Path, mode: str) -> None:
    if mode == "I;16":
        sent = Image.new("I;16", (20, 20), 32_896)
        assert seen(place, octets(sent, "PNG")).getpixel((3, 3)) == 128
        return
    picture = seen(place, octets(left_red(mode), "PNG"))
    assert picture.mode in {"L", "RGB", "RGBA"}
    red, blue = (picture.convert("L").getpixel((x, 20)) for x in (5, 55))
    assert isinstance(red, (int, float))
    assert isinstance(blue, (int, float))
    assert red > blue or mode == "1"


def test_where_a_png_is_transparent_it_stays_so(place: Path) -> None:
    sent = Image.new("RGBA", (20, 20), (*RED, 0))
    sent.paste((*BLUE, 255), (0, 0, 10, 20))
    picture = seen(place, octets(sent, "PNG"))
    assert picture.mode == "RGBA"
    assert (picture.getpixel((15, 5)), picture.getpixel((5, 5))) == ((*RED, 0), (*BLUE, 255))
    index = left_red("P")
    transparent = octets(index, "PNG", transparency=index.getpixel((5, 5)))
    assert seen(place, transparent).getchannel("A").getextrema() == (0, 255)


def test_colours_of_print_and_of_a_profile_become_those_of_a_screen(place: Path) -> None:
    picture = seen(place, octets(left_red("CMYK")))
    assert picture.mode == "RGB"
    assert is_near(picture.getpixel((5, 20)), RED)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert is_near(seen(place, octets(left_red(), icc_profile=profile)).getpixel((5, 20)), RED)
    assert is_near(seen(place, octets(left_red(), icc_profile=b"none")).getpixel((5, 20)), RED)


def test_of_a_film_the_first_picture_stays(place: Path) -> None:
    film = octets(
        left_red(), "PNG", save_all=True, append_images=[Image.new("RGB", (60, 40), BLUE)]
    )
    picture = seen(place, film)
    assert getattr(picture, "n_frames", 1) == 1
    assert is_near(picture.getpixel((5, 5)), RED)


def test_a_large_picture_is_drawn_smaller_and_a_small_one_no_larger(place: Path) -> None:
    large = octets(left_red(size=(3000, 2000)))
    assert seen(place, large, 480).size == (480, 320)
    assert seen(place, octets(left_red()), 480).size == (60, 40)


def test_a_bomb_of_pixels_is_refused_before_one_of_them_is_read(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 60 * 40)
    assert drawn(place, octets(left_red(), "PNG"))[0] == Finding()
    finding, bare = drawn(place, octets(left_red(size=(60, 41)), "PNG"))
    assert (finding.refusal, bare) == (Refusal.PIXELS, b"")
    bomb = bytearray(octets(left_red(), "PNG"))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    assert drawn(place, bytes(bomb))[0].refusal in {Refusal.PIXELS, Refusal.DAMAGED}


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff<script>alert(1)</script>",
        b"\x89PNG\r\n\x1a\n<svg><script/></svg>",
        octets(left_red())[:-200],
        octets(left_red(), "PNG")[:-60],
        octets(left_red(), "GIF"),
        octets(left_red(), "TIFF"),
    ],
)
def test_what_is_no_whole_picture_is_refused(place: Path, content: bytes) -> None:
    assert drawn(place, content)[0].refusal is Refusal.DAMAGED


@given(some.binary(max_size=100), some.integers(0, 700), some.sampled_from(["PNG", "JPEG"]))
def test_whatever_the_bytes_are_there_is_an_answer(
    place: Path, noise: bytes, at: int, form: str
) -> None:
    whole = octets(left_red(), form)
    sent = whole[:at] + noise + whole[at + len(noise) :]
    assert isinstance(drawn(place, sent)[0], Finding)
