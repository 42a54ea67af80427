"""An e-mail with the summary and the report attached, as a draft that any mail program opens."""

from email import policy
from email.message import EmailMessage
from pathlib import Path

NAME = "report.eml"
BOUNDARY = "cs-toolkit-report"  # fixed: the same report is the same bytes


def write_mail(folder: Path, subject: str, text: str, attached: Path) -> None:
    """Write ``report.eml`` into a report's folder, with one HTML file attached; nobody is addressed."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["Subject"] = " ".join(subject.split())
    mail["X-Unsent"] = "1"  # a mail program opens it to be written on, not as one that came in
    mail.set_content(text, cte="quoted-printable")
    mail.add_attachment(
        attached.read_bytes(), maintype="text", subtype="html", filename=attached.name,
        params={"charset": "utf-8"},
    )  # fmt: skip
    mail.set_boundary(BOUNDARY)
    (folder / NAME).write_bytes(mail.as_bytes())
