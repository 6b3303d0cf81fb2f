from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.show, name="rules"),
    path("<int:pk>/", views.show, name="rules_of"),
]
