"""Makes the vectors of the tests in src/domain/stats with other people's code.

    python3 -m venv venv && venv/bin/pip install scipy==1.17.1 statsmodels==0.15.0 pandas==3.1.1
    venv/bin/python tests/data/statistics/vectors.py

Run once; what it printed stands in the tests named beside each block.
"""

import numpy
import pandas
from scipy.stats import dirichlet, norm, t
from statsmodels.stats.proportion import proportion_confint, test_proportions_2indep
from statsmodels.stats.weightstats import DescrStatsW

Z = norm.ppf(0.975)


def adjusted(d, p, o):
    """The three groups after Rocks, as a weighted sample of -1, 0 and 1."""
    return DescrStatsW([-1.0, 0.0, 1.0], weights=[d + 0.75, p + 1.5, o + 0.75])


def show(*values):
    print("    (" + ", ".join(repr(float(v)) if isinstance(v, (float, numpy.floating)) else str(v) for v in values) + "),")


print("nps.rs: d, p, o, low, high")
for d, p, o in [(10, 20, 70), (0, 1, 3), (3, 0, 4), (54, 108, 162), (400, 300, 300), (1, 0, 0)]:
    sample = adjusted(d, p, o)
    half = Z * numpy.sqrt(sample.var / sample.nobs)
    score = (o - d) / (d + p + o)
    show(d, p, o, min(max(sample.mean - half, -1), score), max(min(sample.mean + half, 1), score))

print("change.rs, nps: z")
for a, b in [((30, 30, 40), (10, 20, 70)), ((2, 3, 5), (1, 3, 6)), ((54, 108, 162), (60, 90, 150))]:
    one, two = adjusted(*a), adjusted(*b)
    z = (two.mean - one.mean) / numpy.sqrt(one.var / one.nobs + two.var / two.nobs)
    show(a, b, z)

print("change.rs, share: hits, n, hits, n, z (after Agresti and Caffo)")
for h1, n1, h2, n2 in [(30, 50, 45, 60), (1, 2, 2, 2), (810, 1000, 790, 950)]:
    # Agresti and Caffo: Wald's test after one hit and one miss more on either side.
    result = test_proportions_2indep(h2 + 1, n2 + 2, h1 + 1, n1 + 2, method="wald")
    show(h1, n1, h2, n2, result.statistic)

print("share.rs: hits, n, low, high")
for hits, n in [(81, 263), (0, 20), (15, 148), (1, 29), (9, 10), (999, 1000)]:
    low, high = proportion_confint(hits, n, method="wilson")
    show(hits, n, low, high)

print("mean.rs: counts of 1 to 7, mean, low, high")
steps = numpy.arange(1, 8)
for counts in [(0, 0, 0, 1, 2, 1, 1), (5, 9, 14, 30, 61, 80, 40), (10, 0, 0, 0, 0, 0, 30),
               (1, 0, 0, 0, 0, 2, 17), (3, 2, 1, 2, 2, 1, 3)]:
    posterior = dirichlet(numpy.array(counts) + 1 / 7)
    centre = posterior.mean() @ steps
    half = t.ppf(0.975, sum(counts) - 1) * numpy.sqrt(steps @ posterior.cov() @ steps)
    show(counts, numpy.dot(counts, steps) / sum(counts), max(centre - half, 1), min(centre + half, 7))

print("ewma.rs: smoothed, half")
given = pandas.Series([50.0, 52.0, 47.0, 61.5, 38.0, 20.0])
smoothed = given.ewm(alpha=0.2, adjust=False).mean()[1:]
errors = numpy.array([6.0, 3.0, 9.5, 4.25, 2.0])
for last, mean in enumerate(smoothed):
    # The weights of each period in the mean, squared: no recursion.
    weights = 0.2 * 0.8 ** numpy.arange(last, -1, -1)
    show(mean, 3.0 * numpy.sqrt(((weights * errors[: last + 1]) ** 2).sum()))
