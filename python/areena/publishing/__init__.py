"""What is published of a plan: the report's pages, its tables and its calendar."""

from areena.publishing.calendar import calendar
from areena.publishing.pages import pages
from areena.publishing.report import report
from areena.publishing.tables import tables

__all__ = ["calendar", "pages", "report", "tables"]
