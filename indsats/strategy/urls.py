"""Addresses of the room."""

from django.urls import path

from indsats.strategy.views import orders, writing

app_name = "strategy"
urlpatterns = [
    path("", orders.deployments, name="list"),
    path("ny/", writing.new, name="new"),
    path("<int:pk>/", orders.deployment, name="deployment"),
    path("<int:pk>/ret/", writing.edit, name="edit"),
    path("<int:pk>/udsted/", writing.order, name="order"),
    path("<int:pk>/traek-tilbage/", writing.withdraw, name="withdraw"),
    path("<int:pk>/kasser/", writing.discard, name="discard"),
    path("<int:pk>/indsatsordre.pdf", orders.paper, name="paper"),
]
