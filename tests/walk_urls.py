"""The product's addresses with a plain "not found": the walk asks some thousand times for what is not there."""

from django.http import HttpResponseNotFound

from thidua.config.urls import urlpatterns

__all__ = ["handler404", "urlpatterns"]


def handler404(request, exception):
    """Answer without drawing a page."""
    return HttpResponseNotFound("not found")
