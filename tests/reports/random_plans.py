"""Random reorganisations of the units that there are, and the rows of the trees as plain values."""

from datetime import date

from thidua.organisations.choices import Level, UnitKind
from thidua.organisations.models import Placement, Succession, Unit, UnitDescription
from thidua.organisations.plans import NewUnit, Step, StepAct
from thidua.organisations.queries import in_force

KINDS = {Level.PROVINCE: UnitKind.PROVINCE, Level.COMMUNE: UnitKind.COMMUNE, Level.VILLAGE: UnitKind.VILLAGE}
ABOVE = {Level.PROVINCE: Level.COUNTRY, Level.COMMUNE: Level.PROVINCE, Level.VILLAGE: Level.COMMUNE}


class Plans:
    """Draws days and steps; ``before``: the rows as they were when a reorganisation was applied, by its key."""

    def __init__(self, random):
        self.random, self.before, self.count = random, {}, 0

    def day(self):
        """Mostly the first of a month, of two years in which there are reports."""
        day = self.random.choice((1, 1, 1, 15))
        return date(self.random.choice((2025, 2026, 2026)), self.random.randint(1, 12), day)

    def living(self, day, level):
        return list(Unit.objects.filter(in_force(day), level=level).order_by("pk"))

    def steps(self, day):
        """One act or two."""
        kinds = [self.merge, self.merge_into, self.split, self.move, self.rename]
        found = [self.random.choice(kinds)(day) for _step in range(self.random.choice((1, 1, 2)))]
        return [step for step in found if step]

    def level(self):
        return self.random.choices([Level.PROVINCE, Level.COMMUNE, Level.VILLAGE], [1, 6, 2])[0]

    def some(self, day, level, count):
        units = self.living(day, level)
        return self.random.sample(units, min(count, len(units)))

    def named(self, level, *, under=None, children=()):
        self.count += 1
        name = f"Mới {self.count}"
        place = str(under.uid) if under else ""
        return NewUnit(name, KINDS[level], f"{KINDS[level].label} {name}", under=place, children=children)

    def merge(self, day):
        level = self.level()
        units = self.some(day, level, self.random.choice((2, 2, 3)))
        under = self.random.choice([None, *self.some(day, ABOVE[level], 1)])
        return Step(StepAct.MERGE, uids(units), made=(self.named(level, under=under),)) if len(units) > 1 else None

    def merge_into(self, day):
        heir, *units = self.some(day, self.level(), 2)
        return Step(StepAct.MERGE, uids(units), into=str(heir.uid)) if units else None

    def split(self, day):
        level = self.level()
        unit = self.random.choice(self.living(day, level))
        below = list(
            Placement.objects.filter(in_force(day), parent=unit).order_by("pk").values_list("unit__uid", flat=True)
        )
        parts = [[], []] if self.random.random() < 0.7 else [[], [], []]
        for uid in below:
            self.random.choice(parts).append(str(uid))
        made = [
            self.named(level, under=self.random.choice([None, *self.some(day, ABOVE[level], 1)]), children=tuple(part))
            for part in parts
        ]
        return Step(StepAct.SPLIT, uids([unit]), made=tuple(made))

    def move(self, day):
        level = self.random.choice((Level.COMMUNE, Level.COMMUNE, Level.VILLAGE))
        under = self.random.choice(self.living(day, ABOVE[level]))
        return Step(StepAct.MOVE, uids(self.some(day, level, self.random.choice((1, 2)))), into=str(under.uid))

    def rename(self, day):
        level = self.level()
        unit = self.random.choice(self.living(day, level))
        return Step(StepAct.RENAME, uids([unit]), made=(self.named(level),))

    @staticmethod
    def rows():
        """Unit → what it is called, where it stood, what came from it and from what it came."""
        found = {row["id"]: [row] for row in Unit.objects.values()}
        for model, keys in (
            (UnitDescription, ["unit_id"]),
            (Placement, ["unit_id"]),
            (Succession, ["predecessor_id", "successor_id"]),
        ):
            for row in model.objects.order_by("pk").values():
                for key in keys:
                    found[row[key]].append(row)
        return found


def uids(units):
    return tuple(str(unit.uid) for unit in units)
