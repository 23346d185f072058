"""A small IMAP server on this machine with one mailbox: as much of RFC 3501 as a reader needs."""

import re
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

USER, PASSWORD = "replies", "a b/c"  # with what must be percent-encoded in a URL


@dataclass
class Mailbox:
    """What lies in it, by number, and which were seen; `url` is the setting that leads to it."""

    url: str = ""
    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    breaks_before_store: bool = False

    def drop(self, mail: bytes) -> None:
        """Put a mail into it."""
        self.mails[len(self.mails) + 1] = mail


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    def handle(self) -> None:
        self.say(b"* OK ready")
        for line in self.rfile:
            tag, command, rest = [*line.decode().strip().split(" ", 2), ""][:3]
            if not self.answer(command.upper(), rest):
                return
            self.say(f"{tag} OK done".encode())

    def answer(self, command: str, rest: str) -> bool:
        mailbox: Mailbox = self.server.mailbox  # type: ignore[attr-defined]
        if command == "CAPABILITY":
            self.say(b"* CAPABILITY IMAP4rev1")
        elif command == "LOGIN" and rest != f'{USER} "{PASSWORD}"':
            self.say(b"* BYE who are you")
            return False
        elif command == "SELECT":
            self.say(f"* {len(mailbox.mails)} EXISTS".encode())
        elif command == "UID":
            return self.about_mails(mailbox, rest)
        return True

    def about_mails(self, mailbox: Mailbox, rest: str) -> bool:
        number = int(found.group()) if (found := re.search(r"\d+", rest)) else 0
        if rest.startswith("SEARCH"):
            unseen = " ".join(str(each) for each in mailbox.mails if each not in mailbox.seen)
            self.say(f"* SEARCH {unseen}".encode())
        elif rest.startswith("FETCH"):
            mail = mailbox.mails[number]
            self.say(f"* 1 FETCH (UID {number} BODY[]<0> {{{len(mail)}}}".encode())
            self.wfile.write(mail + b")\r\n")
        elif mailbox.breaks_before_store:
            return False
        else:
            mailbox.seen.add(number)
        return True

    def say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


@contextmanager
def imap_server() -> Iterator[Mailbox]:
    """Run the server on a free port."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        mailbox = Mailbox(f"imap://replies:a%20b%2Fc@127.0.0.1:{server.server_address[1]}/INBOX")
        server.mailbox = mailbox  # type: ignore[attr-defined]
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield mailbox
        server.shutdown()
