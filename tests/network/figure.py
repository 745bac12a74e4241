"""The user's figure of a breaking upgrade, as running nodes live it: who works beside the others on which day."""

import html

from network import make_nep

# A block every ten minutes: the last block of day 30 is the one before the activation.
ACTIVATION = 4464
DAYS = {"Day 0": 1, "Day 14": 2016, "Day 30": ACTIVATION - 1, "Day 31": ACTIVATION}
RANGES = {"v1.x": "1.0.0..1.0.0", "v2.x": "1.0.0..2.0.0"}
STAGES = ("NEP Approved", "Grace Period", "Upgrade Deadline", "v2.0.0 Active")
WORKING, DISCONNECTED = "✓ Working", "✗ Disconnected"
# What the user's documentation shows.
EXPECTED = {"v1.x": [True, True, True, False], "v2.x": [True, True, True, True]}


def works(node, others):
    """It may train, and every node of the new software still talks to it."""
    return node.participates() and all(other is node or node.name in other.judgments for other in others)


def measure(network):
    """For each language and each software: whether it works, on each of the days."""
    nodes = {(language, software): network.add(f"{software[:2]}-{language}", language, supported)
             for software, supported in RANGES.items() for language in network.languages}
    everyone = list(nodes.values())
    new = [node for (_, software), node in nodes.items() if software == "v2.x"]
    table = {key: [] for key in nodes}
    network.start(everyone)
    network.connect_all(everyone)
    for day, height in DAYS.items():
        network.advance(everyone, height)
        if day == "Day 0":
            network.schedule(new[0], make_nep(2, "2.0.0", ACTIVATION, 1, adds=["mtp"]))
        network.settle()
        for key, node in nodes.items():
            table[key].append(works(node, new))
    return nodes, table


def rows(table):
    for software in RANGES:
        for (language, of), days in table.items():
            if of == software:
                yield software, language, days


def draw(table):
    """For a terminal."""
    head = "".join(f"{day:^18}" for day in DAYS)
    lines = [f"{'':18}{head}".rstrip(), f"{'':18}" + "".join(f"{stage:^18}" for stage in STAGES).rstrip()]
    last = None
    for software, language, days in rows(table):
        title = f"{software} nodes" if software != last else ""
        cells = "".join(f"{WORKING if day else DISCONNECTED:^18}" for day in days)
        lines.append(f"{title:<11}{language:<7}{cells}".rstrip())
        last = software
    return "\n".join(lines)


def draw_svg(table):
    """As a picture that is read on light and on dark grounds."""
    width, line, left, column = 760, 26, 150, 150
    height = 110 + line * len(table) + 12 * len(RANGES)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
             'font-family="system-ui, sans-serif" font-size="14" role="img">',
             "<title>A major version upgrade, measured from running nodes</title>",
             f'<rect width="{width}" height="{height}" rx="8" fill="#ffffff" stroke="#c8ccd0"/>']

    def text(x, y, words, fill="#24292f", extra=""):
        parts.append(f'<text x="{x}" y="{y}" fill="{fill}"{extra}>{html.escape(words)}</text>')

    middle, bold = ' text-anchor="middle"', ' font-weight="600"'
    for i, (day, stage) in enumerate(zip(DAYS, STAGES)):
        x = left + column * i + column // 2
        text(x, 34, day, extra=middle + bold)
        text(x, 56, stage, "#57606a", middle)
    y, last = 64, None
    for software, language, days in rows(table):
        if software != last:
            y += 12
            parts.append(f'<line x1="16" x2="{width - 16}" y1="{y}" y2="{y}" stroke="#d8dee4"/>')
            text(20, y + 22, software, extra=bold)
        y += line
        text(70, y - 4, language)
        for i, day in enumerate(days):
            x = left + column * i + column // 2
            text(x, y - 4, WORKING if day else DISCONNECTED, "#1a7f37" if day else "#cf222e", middle)
        last = software
    text(20, y + 26, "Measured from running nodes that talk over TCP.", "#57606a", ' font-size="12"')
    parts.append("</svg>")
    return "\n".join(parts) + "\n"
