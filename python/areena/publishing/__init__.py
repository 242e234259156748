"""What is published of a plan: the report's pages, its tables, its calendar, and what changes."""

from areena.publishing.calendar import calendar
from areena.publishing.changes import changes
from areena.publishing.pages import pages
from areena.publishing.report import report
from areena.publishing.tables import tables

__all__ = ["calendar", "changes", "pages", "report", "tables"]
