#!/usr/bin/env python3
"""Makes the prose that the model here knows by heart, in many orders: generate.py > prose.txt"""

import random

SENTENCES = """The keeper lit the lamp at dusk.
He wound the clockwork twice.
The lens turned all night long.
It was interesting to watch the tide from the tower.
Ships saw the light from far away.
The boats came home before the storm.
She wrote every wreck into the logbook.
Nobody remembered the name of the island.
A letter from the harbour arrived on Monday.
The garden behind the house was full of roses.""".splitlines()

numbers = random.Random(5)
for _ in range(60):
    numbers.shuffle(SENTENCES)
    lengths = iter(numbers.choices((1, 2, 3), k=len(SENTENCES)))
    rest = SENTENCES
    while rest:
        count = next(lengths)
        print(" ".join(rest[:count]))
        rest = rest[count:]
    print()
