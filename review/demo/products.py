"""The things that the sample shops sell. All brands are made up.

Two products of one kind and brand always differ in a field that the rule of their category
requires, so that only the planted duplicates are the same product.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .chance import dice_for
from .drawing.canvas import Colour

PALETTE: dict[str, Colour] = {
    "black": (34, 36, 40),
    "white": (238, 236, 230),
    "red": (184, 42, 46),
    "blue": (40, 84, 156),
    "green": (64, 118, 78),
    "yellow": (228, 190, 66),
    "grey": (128, 134, 142),
    "pink": (222, 142, 164),
    "brown": (122, 80, 52),
    "beige": (212, 192, 160),
    "orange": (222, 118, 48),
    "purple": (112, 76, 142),
}
Size = tuple[float, float, float]
CABIN: Size = (55, 40, 20)
MEDIUM: Size = (67, 45, 28)
LARGE: Size = (77, 52, 31)


@dataclass(frozen=True)
class Product:
    """Facts that a kind of product does not have stay empty. Sizes in cm, weight in g, capacity in ml."""

    kind: str
    brand: str
    model: str
    colours: tuple[str, ...]
    price: float
    mpn: str = ""
    size: Size | None = None
    material: str = ""
    gender: str = ""
    flavour: str = ""
    grams: int = 0
    millilitres: int = 0
    packs: int = 1
    lenses: int = 0
    power: float = 0.0

    @property
    def required(self) -> tuple[object, ...]:
        """The fields that the rule of its category requires: what makes it this product and no other."""
        match self.kind:
            case "suitcase" | "backpack":
                return ("bag", self.brand, self.material, self.size)
            case "sneaker" | "boot":
                return ("shoe", self.brand, self.gender, self.colours[0])
            case "lenses":
                return ("lenses", self.brand, self.power, self.lenses)
            case "coffee" | "tea":
                return ("grocery", self.brand, self.flavour, self.grams, self.packs)
            case _:
                return ("other", self.model)

    @property
    def accent(self) -> Colour:
        """The second colour; for packs the flavour decides it, as on real shelves."""
        choices = [PALETTE[name] for name in PALETTE if name not in (self.colours[0], "white", "black")]
        return dice_for(f"{self.brand} {self.model} {self.flavour}").choice(choices)


# brand, model, material, colours, sizes
SUITCASES: tuple[tuple[str, str, str, tuple[str, ...], tuple[Size, ...]], ...] = (
    ("Norvik", "Orbit", "PC", ("black", "red", "blue"), (CABIN, MEDIUM, LARGE)),
    ("Norvik", "Fjord", "铝合金", ("grey", "black", "beige"), (CABIN, LARGE)),
    ("Altamar", "Vega", "ABS", ("red", "white", "green"), (CABIN, MEDIUM)),
    ("Altamar", "Coral", "PC", ("pink", "beige", "white"), ((56, 35, 23), (69, 48, 29))),
    ("Trevola", "Metro", "PC", ("blue", "grey", "yellow"), (CABIN, MEDIUM, LARGE)),
    ("Trevola", "Summit", "ABS", ("green", "black", "orange"), ((54, 38, 22), (74, 49, 30))),
    ("Quillon", "Atlas", "PC", ("black", "purple", "grey"), (CABIN, LARGE)),
    ("Quillon", "Breeze", "PP", ("yellow", "white", "blue"), (MEDIUM, LARGE)),
    ("Ostara", "Linea", "PC", ("white", "pink", "black"), (CABIN, MEDIUM)),
    ("Ostara", "Rondo", "PP", ("orange", "blue", "grey"), ((55, 37, 25), (65, 43, 27))),
)
BACKPACKS: tuple[tuple[str, str, str, tuple[str, ...], tuple[Size, ...]], ...] = (
    ("Norvik", "Trail", "尼龙", ("green", "black", "orange"), ((48, 31, 17), (60, 34, 22))),
    ("Norvik", "Campus", "涤纶", ("blue", "grey", "red"), ((43, 30, 14),)),
    ("Altamar", "Shore", "帆布", ("beige", "blue", "green"), ((41, 28, 13), (46, 32, 18))),
    ("Trevola", "Commuter", "尼龙", ("black", "grey", "blue"), ((45, 30, 15), (50, 33, 20))),
    ("Trevola", "Sprout", "涤纶", ("pink", "yellow", "purple"), ((32, 24, 11),)),
    ("Quillon", "Ridge", "尼龙", ("red", "black", "green"), ((55, 32, 24), (65, 36, 26))),
    ("Quillon", "Folio", "牛皮", ("brown", "black", "beige"), ((42, 31, 12),)),
    ("Ostara", "Mona", "帆布", ("grey", "pink", "white"), ((38, 27, 14),)),
    ("Ostara", "Nomad", "涤纶", ("orange", "green", "black"), ((52, 34, 19),)),
)
# kind, brand, model, gender, material, colours
SHOES: tuple[tuple[str, str, str, str, str, tuple[str, ...]], ...] = (
    ("sneaker", "Fenwalk", "Glide", "men", "mesh", ("black", "blue", "red")),
    ("sneaker", "Fenwalk", "Aero", "women", "mesh", ("white", "pink", "grey")),
    ("sneaker", "Strido", "Pulse", "men", "leather", ("white", "green", "brown")),
    ("sneaker", "Strido", "Pulse", "women", "leather", ("red", "black")),
    ("sneaker", "Marenga", "Dune", "men", "suede", ("beige", "yellow", "grey")),
    ("sneaker", "Marenga", "Lira", "women", "textile", ("purple", "blue", "orange")),
    ("sneaker", "Holtrek", "Rocket", "men", "mesh", ("orange", "black", "green")),
    ("sneaker", "Holtrek", "Nova", "women", "mesh", ("yellow", "white", "pink")),
    ("boot", "Fenwalk", "Harbor", "men", "leather", ("brown", "green")),
    ("boot", "Strido", "Tundra", "women", "suede", ("beige", "grey", "pink")),
    ("boot", "Marenga", "Sierra", "men", "leather", ("black", "red")),
    ("boot", "Marenga", "Bella", "women", "leather", ("red", "black", "brown")),
    ("boot", "Holtrek", "Granite", "men", "nubuck", ("grey", "yellow", "brown")),
    ("boot", "Holtrek", "Willow", "women", "suede", ("green", "black")),
)
# brand, model, colour of the box, (power, lenses in the box)
LENSES: tuple[tuple[str, str, str, tuple[tuple[float, int], ...]], ...] = (
    ("Clarivue", "Daily", "blue", ((-1.25, 30), (-2.0, 30), (-3.5, 90))),
    ("Clarivue", "Month", "purple", ((-0.75, 6), (-4.25, 6), (1.5, 6))),
    ("Ocuvia", "Moist", "green", ((-1.75, 30), (-2.5, 90), (2.25, 30))),
    ("Ocuvia", "Air", "orange", ((-5.5, 3), (-3.0, 6))),
    ("Lensora", "Soft", "red", ((-2.75, 30), (-6.0, 30), (0.75, 90))),
    ("Lensora", "Night", "grey", ((-4.0, 3), (-1.0, 6))),
)
# kind, brand, model, colour of the pack, (flavour, grams, packs)
GROCERIES: tuple[tuple[str, str, str, str, tuple[tuple[str, int, int], ...]], ...] = (
    ("coffee", "Monteluna", "Crema", "red", (("hazelnut", 250, 1), ("vanilla", 250, 1), ("classic", 1000, 1))),
    ("coffee", "Monteluna", "Forte", "black", (("chocolate", 500, 1), ("caramel", 200, 2))),
    ("coffee", "Dawnroast", "Sunrise", "orange", (("classic", 250, 1), ("caramel", 250, 3), ("hazelnut", 400, 1))),
    ("coffee", "Dawnroast", "Velvet", "purple", (("vanilla", 500, 1), ("chocolate", 300, 1))),
    ("coffee", "Casa Brava", "Oro", "yellow", (("classic", 500, 2), ("caramel", 500, 1), ("vanilla", 200, 1))),
    ("coffee", "Casa Brava", "Roja", "brown", (("hazelnut", 1000, 1), ("chocolate", 250, 4))),
    ("coffee", "Pikewell", "Harvest", "green", (("classic", 400, 1), ("hazelnut", 350, 1))),
    ("tea", "Jadeleaf", "Garden", "green", (("jasmine", 100, 1), ("lemon", 150, 1), ("mint", 100, 2))),
    ("tea", "Jadeleaf", "Peak", "white", (("ginger", 80, 1), ("peach", 120, 1))),
    ("tea", "Tarnwick", "Manor", "blue", (("bergamot", 125, 1), ("lemon", 250, 1), ("raspberry", 100, 1))),
    ("tea", "Tarnwick", "Hearth", "red", (("ginger", 200, 2), ("mint", 75, 1))),
    ("tea", "Belaya", "Lipa", "beige", (("raspberry", 90, 1), ("bergamot", 200, 1), ("jasmine", 250, 1))),
    ("tea", "Belaya", "Zima", "purple", (("peach", 100, 3), ("mint", 150, 1))),
)
# brand, model number, colours, millilitres
KETTLES: tuple[tuple[str, str, tuple[str, ...], int], ...] = (
    ("Thermeo", "KT-1700", ("black", "red"), 1700),
    ("Thermeo", "KT-1250", ("white", "blue"), 1200),
    ("Thermeo", "KX-2040", ("grey", "green"), 2000),
    ("Voltana", "VK120", ("red", "beige"), 1200),
    ("Voltana", "VK185", ("blue", "grey"), 1800),
    ("Voltana", "VP310", ("yellow", "black"), 1000),
    ("Brewick", "BW-55A", ("beige", "pink"), 1500),
    ("Brewick", "BW-72C", ("green", "white"), 1700),
    ("Brewick", "BG-90", ("orange", "purple"), 2000),
    ("Lumino", "LM1408", ("pink", "white"), 1000),
    ("Lumino", "LM1622", ("purple", "grey"), 1500),
    ("Lumino", "LM1750", ("grey", "black"), 1700),
)
# brand, model number, colours
HEADPHONES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Sonarra", "SN-450BT", ("black", "red", "white")),
    ("Sonarra", "SN-620", ("blue", "grey", "yellow")),
    ("Sonarra", "SN-880NC", ("white", "pink", "purple")),
    ("Auriton", "AT200", ("red", "black", "green")),
    ("Auriton", "AT350X", ("green", "beige", "orange")),
    ("Auriton", "AT520", ("purple", "white", "blue")),
    ("Hertzwell", "HW-31", ("yellow", "blue", "black")),
    ("Hertzwell", "HW-47Pro", ("grey", "red", "beige")),
    ("Hertzwell", "HW-68", ("orange", "green", "white")),
    ("Quintone", "Q70BT", ("beige", "brown", "grey")),
    ("Quintone", "Q95BT", ("pink", "purple", "black")),
)


def everything() -> list[Product]:
    return [*_bags(), *_shoes(), *_lenses(), *_groceries(), *_appliances()]


def _bags() -> Iterator[Product]:
    for kind, lines in (("suitcase", SUITCASES), ("backpack", BACKPACKS)):
        for brand, model, material, colours, sizes in lines:
            for size in sizes:
                price = 29 + round(size[0] * (1.9 if kind == "suitcase" else 1.1), 1)
                mpn = f"{brand[:2].upper()}-{model[:3].upper()}{size[0]:g}"
                yield Product(kind, brand, model, colours, price, mpn=mpn, size=size, material=material)


def _shoes() -> Iterator[Product]:
    for number, (kind, brand, model, gender, material, colours) in enumerate(SHOES):
        for position, colour in enumerate(colours):
            mpn = f"{brand[:2].upper()}{4021 + 37 * number}-{position + 1:03}"
            price = 59.9 + 4 * number
            yield Product(kind, brand, model, (colour,), price, mpn=mpn, gender=gender, material=material)


def _lenses() -> Iterator[Product]:
    for brand, model, colour, boxes in LENSES:
        for power, count in boxes:
            yield Product("lenses", brand, model, (colour,), 9.5 + 0.6 * count, lenses=count, power=power)


def _groceries() -> Iterator[Product]:
    for kind, brand, model, colour, packs in GROCERIES:
        for flavour, grams, count in packs:
            price = round(2.2 + grams * count * (0.018 if kind == "coffee" else 0.045), 2)
            yield Product(kind, brand, model, (colour,), price, flavour=flavour, grams=grams, packs=count)


def _appliances() -> Iterator[Product]:
    for brand, model, colours, millilitres in KETTLES:
        price = 19 + millilitres / 60
        yield Product("kettle", brand, model, colours, price, mpn=model, millilitres=millilitres)
    for number, (brand, model, colours) in enumerate(HEADPHONES):
        yield Product("headphones", brand, model, colours, 39 + 11.5 * number, mpn=model)
