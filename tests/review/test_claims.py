"""Who has a pair, until when, and what skipping does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from review import claims
from review.models import Claim
from tests import factories as make

pytestmark = pytest.mark.django_db


def let_run_out() -> None:
    Claim.objects.update(until=timezone.now() - timedelta(seconds=1))


def test_a_claimed_pair_is_nobody_elses(anna, bo):
    pair = make.pair()
    assert claims.claim(pair.pk, anna) is not None
    assert claims.claim(pair.pk, bo) is None
    holder = claims.holder(pair.pk)
    assert holder is not None and holder.reviewer == anna


def test_a_lease_lasts_as_long_as_settings_say_and_claiming_again_extends_it(anna, settings):
    settings.CLAIM_MINUTES = 20
    pair = make.pair()
    claims.claim(pair.pk, anna)
    let_run_out()
    again = claims.claim(pair.pk, anna)
    assert again is not None
    assert timedelta(minutes=19) < again.until - timezone.now() <= timedelta(minutes=20)


def test_a_lease_that_ran_out_may_be_taken_over_and_then_not_renewed(anna, bo):
    pair = make.pair()
    claims.claim(pair.pk, anna)
    let_run_out()
    assert claims.holder(pair.pk) is None
    assert claims.claim(pair.pk, bo) is not None
    assert claims.renew(pair.pk, anna) is None


def test_a_lease_that_ran_out_is_renewed_while_nobody_took_it(anna):
    pair = make.pair()
    claims.claim(pair.pk, anna)
    let_run_out()
    assert claims.renew(pair.pk, anna) is not None
    assert claims.holder(pair.pk) is not None


def test_renewing_makes_no_claim(anna):
    pair = make.pair()
    assert claims.renew(pair.pk, anna) is None
    claims.claim(pair.pk, anna)
    claims.drop(pair.pk)
    assert claims.renew(pair.pk, anna) is None


def test_only_ones_own_claim_is_released(anna, bo):
    pair = make.pair()
    claims.claim(pair.pk, anna)
    claims.release(pair.pk, bo)
    assert claims.holder(pair.pk) is not None
    claims.release(pair.pk, anna)
    assert claims.holder(pair.pk) is None


def test_skipping_gives_the_pair_to_the_others_and_is_remembered(anna, bo):
    pair = make.pair()
    claims.claim(pair.pk, anna)
    claims.skip(pair.pk, anna)
    claims.skip(pair.pk, anna)
    assert claims.skipped_by(anna).count() == 1
    assert claims.skipped_by(bo).count() == 0
    assert claims.claim(pair.pk, bo) is not None
    assert claims.unskip(anna) == 1
    assert claims.skipped_by(anna).count() == 0
    assert claims.holder(pair.pk) is not None
