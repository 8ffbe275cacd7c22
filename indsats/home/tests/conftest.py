import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _forget_rates():
    """Rate limits are kept in memory; one test's tries are not another's."""
    cache.clear()
    yield
    cache.clear()
