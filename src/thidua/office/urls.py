"""Addresses of the staff pages; each section has its own file."""

from __future__ import annotations

from django.urls import include, path

app_name = "office"
urlpatterns = [
    path("", include("thidua.office.sign_in.urls")),
    path("", include("thidua.office.home.urls")),
    path("", include("thidua.office.offline.urls")),
    path("", include("thidua.office.search.urls")),
    path("", include("thidua.office.styleguide.urls")),
    path("", include("thidua.office.intake.urls")),
    path("", include("thidua.office.jobs.urls")),
    path("", include("thidua.office.people.urls")),
    path("", include("thidua.office.tokens.urls")),
    path("", include("thidua.office.lending.urls")),
    path("", include("thidua.office.units.urls")),
    path("", include("thidua.office.reorganising.urls")),
    path("", include("thidua.office.trust.urls")),
    path("", include("thidua.office.guide.urls")),
    path("", include("thidua.office.movements.urls")),
    path("", include("thidua.office.reviews.urls")),
    path("", include("thidua.office.reports.urls")),
    path("", include("thidua.office.filing.urls")),
    path("", include("thidua.office.totals.urls")),
    path("", include("thidua.office.crosstab.urls")),
    path("", include("thidua.office.maps.urls")),
    path("", include("thidua.office.decisions.urls")),
    path("", include("thidua.office.rounds.urls")),
    path("", include("thidua.office.opinions.urls")),
    path("", include("thidua.office.nominations.urls")),
    path("", include("thidua.office.notices.urls")),
    path("", include("thidua.office.registrations.urls")),
    path("", include("thidua.office.nominee_lists.urls")),
    path("", include("thidua.office.awards.urls")),
    path("", include("thidua.office.statistics.urls")),
    path("", include("thidua.office.honours_import.urls")),
    path("", include("thidua.office.law.urls")),
    path("", include("thidua.office.honours.urls")),
    path("", include("thidua.office.councils.urls")),
    path("", include("thidua.office.conferences.urls")),
    path("", include("thidua.office.documents_issued.urls")),
]
