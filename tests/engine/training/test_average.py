# SPDX-License-Identifier: GPL-2.0-or-later
import pytest
import torch
from torch import nn

from diao_engine.training.average import WeightAverage


def numbers(network):
    return [float(value.flatten()[0]) for value in network.state_dict().values()]


def test_the_average_is_that_of_the_recurrence():
    """Weights and statistics by hand: decays 1/10, 2/11, then the given one; the counter is that of the last step."""
    network = nn.BatchNorm1d(1)
    average = WeightAverage(network, 0.2)
    expected = numbers(network)
    for step, decay in enumerate((1 / 10, 2 / 11, 0.2, 0.2)):
        with torch.no_grad():
            for value in network.state_dict().values():
                value.fill_(10 * (step + 1))
        average.update()
        expected = [decay * old + (1 - decay) * 10 * (step + 1) for old in expected]
    *floats, counter = numbers(average.network)
    assert floats == pytest.approx(expected[:-1])
    assert counter == 40


def change(network):
    with torch.no_grad():
        network.weight.add_(1)


def test_it_goes_on_from_its_state():
    torch.manual_seed(0)
    network, other = nn.Linear(2, 2), nn.Linear(2, 2)
    first = WeightAverage(network, 0.9)
    change(network)
    first.update()
    second = WeightAverage(other, 0.9)
    second.restore(first.state())
    other.load_state_dict(network.state_dict())
    for each, average in ((network, first), (other, second)):
        change(each)
        average.update()
    torch.testing.assert_close(first.network.weight, second.network.weight, rtol=0, atol=0)


def test_it_takes_no_part_in_the_training():
    network = nn.Linear(2, 2)
    average = WeightAverage(network, 0.9)
    assert not any(parameter.requires_grad for parameter in average.network.parameters())
    assert not average.network.training
    assert network.training
