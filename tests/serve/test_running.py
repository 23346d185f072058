"""`make run` as a person meets it: real processes, a real port, a real folder."""

import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.support.product import ROOT, Product, StartProduct, prepared_folder

PATIENCE_SECONDS = 60  # a busy machine is no reason to fail


def read(product: Product, path: str) -> str:
    with urllib.request.urlopen(product.url + path, timeout=PATIENCE_SECONDS) as answer:
        return str(answer.read().decode())


def has_ended(process: int) -> bool:
    try:
        return " Z " in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return True


def test_it_greets_once_everything_answers_stops_cleanly_and_keeps_its_data(
    start_product: StartProduct, tmp_path: Path
) -> None:
    product = start_product(tmp_path / "state", anew=True)
    assert product.links[0].startswith(f"{product.url}/sign-in/")
    assert "ready" in read(product, "/healthz")
    web, worker = product.part("webserver"), product.part("worker")
    assert product.stop(signal.SIGINT) == 0
    assert has_ended(web)
    assert has_ended(worker)
    assert "Traceback" not in product.output

    secret = (tmp_path / "state" / "secret").read_text()
    again = start_product(tmp_path / "state")
    assert (tmp_path / "state" / "secret").read_text() == secret
    assert "ready" in read(again, "/healthz")


def test_a_part_that_is_killed_is_started_again(start_product: StartProduct) -> None:
    product = start_product()
    product.kill("webserver")
    product.wait_for("The web server has ended (signal 9). It is started again.")
    assert "ready" in read(product, "/healthz")  # the visitor waits, she is not refused
    product.kill("worker")
    product.wait_for("The worker has ended (signal 9). It is started again.")
    assert product.stop() == 0


def test_a_folder_belongs_to_one_run_at_a_time_and_nothing_outlives_its_supervisor(
    start_product: StartProduct, tmp_path: Path
) -> None:
    product = start_product(tmp_path / "state")
    second = start_product(tmp_path / "state", ready=False)
    assert second.process.wait(PATIENCE_SECONDS) == 1
    assert one_line(second).startswith("Another courseapp runs on the folder")

    parts = [product.part("webserver"), product.part("worker")]
    product.process.kill()
    product.process.wait()
    product.wait_until(lambda: all(has_ended(part) for part in parts))
    assert "Traceback" not in product.output, product.output


def test_a_taken_port_is_told_in_a_sentence(start_product: StartProduct) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        product = start_product(port=port, ready=False)
        assert product.process.wait(PATIENCE_SECONDS) == 1
    assert one_line(product).startswith(f"Port {port} cannot be used (Address already in use).")


@pytest.mark.parametrize("port", ["0", "http", "70000", ""])
def test_a_port_that_is_none_is_told_in_a_sentence(start_product: StartProduct, port: str) -> None:
    product = start_product(port=port, ready=False)
    assert product.process.wait(PATIENCE_SECONDS) == 1
    assert "Give a number from 1 to 65535" in one_line(product)


def test_a_folder_that_cannot_be_written_is_told(start_product: StartProduct) -> None:
    product = start_product(Path("/proc/courseapp"), ready=False)
    assert product.process.wait(PATIENCE_SECONDS) == 1
    assert one_line(product).startswith("Nothing can be written to the folder /proc/courseapp")


def test_an_unknown_stage_is_told(start_product: StartProduct) -> None:
    product = start_product(stage="finished", ready=False)
    assert product.process.wait(PATIENCE_SECONDS) == 1
    assert one_line(product) == (
        "There is no STAGE 'finished'. "
        "Choose one of: announced, applied, reviewed, selected, confirmed."
    )


def test_a_demo_does_not_touch_other_records(start_product: StartProduct, tmp_path: Path) -> None:
    prepared_folder(tmp_path / "state")
    demo = start_product(tmp_path / "state", stage="applied", ready=False)
    assert demo.process.wait(PATIENCE_SECONDS) == 1
    assert "in an empty database. Choose another folder with INSTANCE=" in one_line(demo)


def one_line(product: Product) -> str:
    """Return what was said: one sentence or two on one line, and no traceback."""
    lines = product.output.strip().splitlines()
    assert len(lines) == 1, product.output
    return lines[0]


def test_an_old_python_is_told_in_a_sentence() -> None:
    pretend = (
        "import sys, runpy; sys.version_info = (3, 9, 2); sys.argv = ['bootstrap.py', 'run'];"
        "runpy.run_path('scripts/bootstrap.py', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("courseapp needs Python 3.11 or newer;")
    assert done.stderr.count("\n") == 1
