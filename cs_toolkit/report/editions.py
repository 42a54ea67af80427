"""The further editions of a report: to share, in one file, and on paper."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from . import mail, pdf, share, single
from .pages import write_page
from .summary import summary_text

if TYPE_CHECKING:
    from .pipeline import _Writer
    from .site import Site


@dataclass(frozen=True)
class Editions:
    """Which editions a report has beside its pages."""

    share: bool = False
    single: bool = False
    pdf: bool = False
    mail: bool = False

    def write(self, site: "Site", made: "_Writer") -> None:
        """Write them into the report's folder; ``made`` has the company, the period and the numbers."""
        folder: Path = site.folder
        if self.share:
            parts = share.shared_parts(made.company, made.period, made.card, made.metrics)
            self._page(site, share.NAME, "share", parts, reconciled=made.reconciled)
            if self.pdf:
                pdf.print_pdf(folder / share.NAME, folder / "share.pdf")
        alone = (
            self.mail and not self.share
        )  # what is attached is the edition to share, if there is one
        if self.single or self.pdf or alone:
            pages = [page for page in site.shared["pages"] if (folder / page.href).is_file()]
            hrefs = {page.href: page.title for page in pages}
            self._page(site, single.NAME, "single", single.whole(folder, hrefs))
        if self.pdf:
            pdf.print_pdf(folder / single.NAME, folder / pdf.NAME)
        if self.mail:
            self._mail(site, made)
        if not self.single:
            (folder / single.NAME).unlink(missing_ok=True)

    def _mail(self, site: "Site", made: "_Writer") -> None:
        """With an edition to share the mail names no customer either."""
        sentences = made.company.headline(made.period, ids=not self.share)
        text = summary_text(made.company, made.period, made.card, sentences, made.reconciled)
        attached = site.folder / (share.NAME if self.share else single.NAME)
        mail.write_mail(site.folder, site.shared["footer"], text, attached)

    def _page(self, site: "Site", name: str, template: str, parts: object, **more: object) -> None:
        """One file that opens alone: no links to other pages, no files beside it."""
        alone = {"pages": (), "search": "", "all_periods": "", "home": "", "files": ()}
        write_page(
            site.folder / name, template, **(site.shared | alone), title=site.shared["heading"], here=name,
            parts=parts, **more,
        )  # fmt: skip
