"""What is published of a plan: the report's pages and its tables."""

from areena.publishing.pages import pages
from areena.publishing.report import report
from areena.publishing.tables import tables

__all__ = ["pages", "report", "tables"]
