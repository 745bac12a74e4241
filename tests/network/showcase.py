#!/usr/bin/env python3
"""Takes a network of v1-only and v2-capable nodes in every language through a breaking upgrade, and shows who worked when."""

import sys

import figure
import isolation
import programs
from agreement import Agreement
from network import Network


def main():
    parser = programs.parser(__doc__)
    parser.add_argument("--svg", metavar="FILE", help="draw it as a picture, too")
    arguments = parser.parse_args()
    isolation.isolate()
    agreement = Agreement()
    with Network(programs.load(arguments), agreement) as network:
        nodes, table = figure.measure(network)
        v1 = nodes[network.languages[0], "v1.x"]
        farewell = v1.closures[-1]
    print(figure.draw(table))
    print(f"\n{v1.name} was told by {farewell.peer if farewell.by == 'peer' else 'its manager'}: {farewell.message}")
    print(f"{len(nodes)} nodes; {agreement}.")
    if arguments.svg:
        with open(arguments.svg, "w", encoding="utf-8") as file:
            file.write(figure.draw_svg(table))
    as_expected = all(days == figure.EXPECTED[software] for (_, software), days in table.items())
    return 0 if as_expected else 1


if __name__ == "__main__":
    sys.exit(main())
