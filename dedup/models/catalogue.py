"""Listings, their customer-visible variants, their pictures and the vectors of both."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from pgvector.django import HalfVectorField

from rules.models import Category


class Spu(models.Model):
    """One listing. `root` is the listing that stands for its family: itself until it is merged.

    Only `merging.merges` writes `root`. Migration 0003 adds the generated columns `is_root` and
    `yes` and the deferrable foreign key (root, yes) -> (id, is_root): chains and cycles cannot be.
    """

    external_id = models.TextField(unique=True)
    title = models.TextField()
    brand = models.TextField(blank=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    attributes = models.JSONField(default=dict, blank=True)
    description = models.TextField(blank=True)
    price = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    currency = models.TextField(blank=True)
    gtin = models.TextField(blank=True)
    mpn = models.TextField(blank=True)
    seller = models.TextField(blank=True)
    url = models.TextField(blank=True)

    injections = models.JSONField(
        default=list, db_default=[], help_text="texts that speak to a model: [{place, quote}], found at import"
    )
    content_hash = models.TextField(help_text="sha256 of everything above, variants and pictures")
    vectors_due = models.BooleanField(default=True, help_text="changed since its vectors and neighbours were made")
    judging_due = models.BooleanField(default=False, help_text="changed since its pairs were judged")
    imported_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    root = models.ForeignKey("self", on_delete=models.PROTECT, related_name="family", db_constraint=False)
    delisted_by = models.ForeignKey(
        "dedup.Decision", on_delete=models.PROTECT, null=True, related_name="+", help_text="taken off sale, undoable"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(external_id="") & ~Q(title=""), name="spu_has_id_and_title"),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(vectors_due=True), name="spu_vectors_due"),
            models.Index(fields=["id"], condition=Q(judging_due=True), name="spu_judging_due"),
            models.Index(fields=["gtin"], condition=~Q(gtin=""), name="spu_gtin"),
            models.Index(fields=["mpn"], condition=~Q(mpn=""), name="spu_mpn"),
        ]

    def __str__(self) -> str:
        return f"{self.external_id} {self.title}"


class Cspu(models.Model):
    """A variant of a listing that customers see: a colour, a size."""

    spu = models.ForeignKey(Spu, on_delete=models.CASCADE, related_name="cspus")
    external_id = models.TextField()
    attributes = models.JSONField(default=dict, blank=True)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["spu", "external_id"], name="cspu_once")]

    def __str__(self) -> str:
        return self.external_id


class Image(models.Model):
    """A picture of a listing (`cspu` empty) or of one of its variants.

    The file is stored once under its content hash; several rows may point at it. `source` is the
    path or URL it came from and `source_sha256` the hash of the bytes as they came, so that a
    re-import need not decode it again.
    """

    spu = models.ForeignKey(Spu, on_delete=models.CASCADE, related_name="images")
    cspu = models.ForeignKey(Cspu, on_delete=models.CASCADE, null=True, related_name="images")
    position = models.PositiveIntegerField()
    source = models.TextField()
    source_sha256 = models.TextField()
    sha256 = models.TextField(db_index=True)
    phash = models.TextField(help_text="64-bit perceptual hash, 16 hexadecimal digits")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    class Meta:
        ordering = ("cspu__position", "position")
        constraints = [
            models.UniqueConstraint(fields=["spu", "cspu", "position"], nulls_distinct=False, name="image_place_once"),
            models.CheckConstraint(condition=Q(width__gt=0) & Q(height__gt=0), name="image_has_a_size"),
        ]

    def __str__(self) -> str:
        return self.sha256

    @property
    def path(self) -> str:
        """The clean JPEG, relative to MEDIA_ROOT."""
        return f"images/{self.sha256[:2]}/{self.sha256}.jpg"

    @property
    def thumbnail(self) -> str:
        return f"thumbnails/{self.sha256[:2]}/{self.sha256}.jpg"


class EncoderVersion(models.Model):
    """One way of turning pictures or titles into vectors. Vectors of two versions never mix."""

    class Kind(models.TextChoices):
        PICTURE = "picture"
        TITLE = "title"

    kind = models.TextField(choices=Kind)
    name = models.TextField()
    dimensions = models.PositiveIntegerField()
    parameters = models.BinaryField(default=b"", help_text="what the encoder learnt from the catalogue, its own format")
    live = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind"], condition=Q(live=True), name="one_live_encoder_of_a_kind"),
            models.CheckConstraint(
                condition=Q(dimensions__gt=0) & Q(dimensions__lte=4000), name="encoder_dimensions_hnsw_takes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}#{self.pk}"


class Embedding(models.Model):
    """A vector of one picture, or (`image` empty) of one title.

    A table of its own, because HNSW takes a row in anew whenever any of its columns is updated.
    The column has no fixed length: each encoder version has its own HNSW index over
    `(vector::halfvec(n)) halfvec_ip_ops WHERE encoder_id = v`, made by `candidates.embedding`.
    """

    encoder = models.ForeignKey(EncoderVersion, on_delete=models.CASCADE)
    spu = models.ForeignKey(Spu, on_delete=models.CASCADE, related_name="embeddings")
    image = models.ForeignKey(Image, on_delete=models.CASCADE, null=True, related_name="embeddings")
    vector = HalfVectorField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["encoder", "spu", "image"], nulls_distinct=False, name="embedding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.encoder_id}:{self.spu_id}:{self.image_id}"
