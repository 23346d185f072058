"""One look at one file: the only door to the parsers."""

from collections.abc import Callable, Mapping
from pathlib import Path

from courseapp.files.apart.archives import look_at_package
from courseapp.files.apart.findings import Finding, Matter, Refusal, Task
from courseapp.files.apart.pdf import look_at_pdf
from courseapp.files.apart.pictures import draw_anew

LOOKS: Mapping[Matter, Callable[[Task], Finding]] = {
    Matter.PDF: lambda task: look_at_pdf(Path(task.path), task.most_pages),
    Matter.PICTURE: lambda task: draw_anew(Path(task.path), Path(task.target), task.longest_side),
    Matter.PACKAGE: lambda task: look_at_package(Path(task.path)),
}


def finding_of(task: Task) -> Finding:
    """Return what is found. Whatever the bytes are, nothing is raised."""
    try:
        return LOOKS[task.matter](task)
    except MemoryError:
        return Finding(refusal=Refusal.UNREADABLE)
    except OSError as error:  # with a number it is the disk that says no
        return Finding(refusal=Refusal.UNREADABLE if error.errno else Refusal.DAMAGED)
    except Exception:  # noqa: BLE001 - parsers raise dozens of kinds; each means: it is damaged
        return Finding(refusal=Refusal.DAMAGED)
