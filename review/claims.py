"""Who looks at which pair until when, so that no two reviewers are given the same one.

A claim is a lease of CLAIM_MINUTES that its page renews; when it runs out anybody may take the pair.
It decides whom a pair is shown to, not who may decide: the first word said stands (`review.decisions`).
The clock is the database's.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import QuerySet
from django.db.models.functions import Now

from .models import Claim

# A skipped pair is out of that reviewer's way for a working day; `unskip` brings it back sooner.
SKIPPED_FOR = timedelta(hours=12)

# Time of the statement, not of the transaction: `queues.next_pair` may look and take several times in one.
UNTIL = "statement_timestamp() + make_interval(secs => %s)"
TAKE = f"""
INSERT INTO review_claim (pair_id, reviewer_id, until, skipped) VALUES (%s, %s, {UNTIL}, false)
ON CONFLICT (pair_id) WHERE NOT skipped
  DO UPDATE SET reviewer_id = excluded.reviewer_id, until = excluded.until
  WHERE review_claim.until <= statement_timestamp() OR review_claim.reviewer_id = excluded.reviewer_id
RETURNING id
"""
SKIP = f"""
INSERT INTO review_claim (pair_id, reviewer_id, until, skipped) VALUES (%s, %s, {UNTIL}, true)
ON CONFLICT (pair_id, reviewer_id) WHERE skipped DO UPDATE SET until = excluded.until
"""


def lease() -> timedelta:
    return timedelta(minutes=settings.CLAIM_MINUTES)


def claim(pair_id: int, user: User) -> Claim | None:
    """Take a pair, or keep one's own for another lease. None: somebody else has it (`holder`)."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [pair_id, user.pk, lease().total_seconds()])
        row = cursor.fetchone()
    return Claim.objects.get(pk=row[0]) if row else None


def renew(pair_id: int, user: User) -> Claim | None:
    """Another lease for a page that is still open. None: the pair was decided, released or taken over."""
    mine = Claim.objects.filter(pair=pair_id, reviewer=user, skipped=False)
    return mine.first() if mine.update(until=Now() + lease()) else None


def holder(pair_id: int) -> Claim | None:
    """Who has the pair now."""
    return held().filter(pair=pair_id).select_related("reviewer").first()


def release(pair_id: int, user: User) -> None:
    Claim.objects.filter(pair=pair_id, reviewer=user, skipped=False).delete()


def drop(pair_id: int) -> None:
    """The pair was decided: nobody has to look at it any more."""
    Claim.objects.filter(pair=pair_id).delete()


def skip(pair_id: int, user: User) -> None:
    """Not now: release the pair to the others and keep it out of this reviewer's way for a working day."""
    release(pair_id, user)
    with connection.cursor() as cursor:
        cursor.execute(SKIP, [pair_id, user.pk, SKIPPED_FOR.total_seconds()])


def unskip(user: User) -> int:
    """Show this reviewer again what they skipped; how many pairs that were."""
    return Claim.objects.filter(reviewer=user, skipped=True).delete()[0]


def held() -> QuerySet[Claim]:
    """The claims that have not run out."""
    return Claim.objects.filter(skipped=False, until__gt=Now())


def skipped_by(user: User) -> QuerySet[Claim]:
    return Claim.objects.filter(skipped=True, reviewer=user, until__gt=Now())
