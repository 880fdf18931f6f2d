"""Training tokens in blocks of one length, each behind the token that begins a text, as `LanguageModelObjective` cuts them.

Every pass has an order of its own, and divides the texts at other places from the second pass on. All follows from the seed and the number of the
batch, so that a resumed run needs no other memory.
"""
import sys

import numpy
import torch


class Blocks:
    def __init__(self, ids, beginning, length, blocks_of_batch, seed):
        self.ids, self.beginning, self.length, self.blocks_of_batch, self.seed = ids, beginning, length, blocks_of_batch, seed
        # As many wherever the first one starts.
        self.count = (len(ids) - length + 1) // length
        if self.count < 1:
            sys.exit(f"the training texts have {len(ids)} tokens, too few for a block of {length}; name more texts or shorten --length")
        self.pass_number, self.starts = None, None

    def batch(self, number):
        """What is read, and what is to be predicted, `[blocks, length]` each."""
        first = number * self.blocks_of_batch
        starts = [self.start(index) for index in range(first, first + self.blocks_of_batch)]
        targets = torch.from_numpy(numpy.stack([self.ids[s : s + self.length] for s in starts]).astype(numpy.int64))
        return shifted(targets, self.beginning), targets

    def start(self, index):
        number, place = divmod(index, self.count)
        if number != self.pass_number:
            draw = numpy.random.default_rng([self.seed, number])
            offset = int(draw.integers(self.length)) if number else 0
            self.pass_number, self.starts = number, offset + self.length * draw.permutation(self.count)
        return int(self.starts[place])


def shifted(targets, beginning):
    """Each token's predecessor in its block; the first one has only the beginning of a text before it."""
    return torch.cat((torch.full_like(targets[:, :1], beginning), targets[:, :-1]), dim=1)
