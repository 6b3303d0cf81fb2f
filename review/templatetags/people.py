"""`{{ reviewer|name_of }}`: people are named alike in sentences and on pages."""

from __future__ import annotations

from django import template

from review.people import name_of

register = template.Library()
register.filter("name_of", name_of)
