"""What is published of a plan: the report and its tables."""

from areena.publishing.report import report
from areena.publishing.tables import tables

__all__ = ["report", "tables"]
