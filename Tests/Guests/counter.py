"""The world `python` of counter.wit: counts, says so, and knows the time."""

import time

import wit_world

count = 0


class WitWorld(wit_world.WitWorld):
    def increment(self, by: int) -> int:
        global count
        count += by
        print(f"count is {count}", flush=True)
        return count

    def now(self) -> int:
        return time.time_ns()
