import {
    MAX_ZOOM,
    MIN_ZOOM,
    fit,
    pan,
    toScreen,
    toWorld,
    zoomAt,
} from "@aig_position/map/viewport";
import {cluster, countStates, isOneSpot} from "@aig_position/map/clusters";
import {describe, expect, test} from "@odoo/hoot";
import {graticuleStep, scaleBar} from "@aig_position/map/background";
import {
    metresPerPixel,
    project,
    unproject,
    worldSize,
} from "@aig_position/map/mercator";
import {cellState, monthWeeks} from "@aig_position/availability/cells";

describe.current.tags("headless");

const VIEW = {x: 0.5, y: 0.5, zoom: 6, width: 390, height: 600};
const HANOI = [21.03, 105.85];
const SAIGON = [10.78, 106.7];

const point = (id, [latitude, longitude], state = "free") => {
    const [x, y] = project(latitude, longitude);
    return {id, x, y, state};
};

/** Pseudo-random numbers that are the same in each run. */
function dice(seed) {
    let value = seed;
    return () => {
        value = (value * 16807) % 2147483647;
        return value / 2147483647;
    };
}

function many(count) {
    const next = dice(7);
    return [...Array(count).keys()].map((id) =>
        point(id, [8.5 + 14 * next(), 103 + 6 * next()])
    );
}

test("projection: known places, and the way back", () => {
    expect(project(0, 0)).toEqual([0.5, 0.5]);
    expect(project(85.0511287798, -180)[1]).toBeCloseTo(0, {digits: 9});
    expect(project(90, 0)[1]).toBeCloseTo(0, {digits: 9});
    // north is up, east is right
    const [hanoi, saigon] = [project(...HANOI), project(...SAIGON)];
    expect(hanoi[1]).toBeLessThan(saigon[1]);
    expect(hanoi[0]).toBeLessThan(saigon[0]);
    const next = dice(3);
    for (let n = 0; n < 200; n++) {
        const spot = [170 * next() - 85, 360 * next() - 180];
        const back = unproject(...project(...spot));
        expect(Math.abs(back[0] - spot[0]) + Math.abs(back[1] - spot[1])).toBeLessThan(
            1e-9
        );
    }
});

test("projection: metres of a pixel", () => {
    // a hundred thousand metres north of Hanoi lie where the scale says
    const zoom = 12;
    const degree = 111_319.49;
    const [, from] = project(...HANOI);
    const [, to] = project(HANOI[0] + 0.01, HANOI[1]);
    const pixels = (from - to) * worldSize(zoom);
    const metres = pixels * metresPerPixel(HANOI[0], zoom);
    expect(Math.abs(metres / (0.01 * degree) - 1)).toBeLessThan(0.001);
});

test("viewport: the way to the screen and back, dragging, zooming at a point", () => {
    const [left, top] = toScreen(VIEW, 0.51, 0.49);
    const [x, y] = toWorld(VIEW, left, top);
    expect(x).toBeCloseTo(0.51, {digits: 9});
    expect(y).toBeCloseTo(0.49, {digits: 9});
    const moved = toScreen(pan(VIEW, 30, -10), 0.51, 0.49);
    expect(moved[0] - left).toBeCloseTo(30, {digits: 6});
    expect(moved[1] - top).toBeCloseTo(-10, {digits: 6});
    const closer = zoomAt(VIEW, 1.5, left, top);
    expect(closer.zoom).toBe(7.5);
    expect(toScreen(closer, 0.51, 0.49)[0]).toBeCloseTo(left, {digits: 6});
    expect(zoomAt(VIEW, 99).zoom).toBe(MAX_ZOOM);
    expect(zoomAt(VIEW, -99).zoom).toBe(MIN_ZOOM);
});

test("viewport: all points are inside, with a margin", () => {
    const points = [point(1, HANOI), point(2, SAIGON), point(3, [16.05, 108.2])];
    const view = fit(VIEW, points, 40);
    for (const {x, y} of points) {
        const [left, top] = toScreen(view, x, y);
        expect(left >= 39.9 && left <= 350.1).toBe(true);
        expect(top >= 39.9 && top <= 560.1).toBe(true);
    }
    expect(fit(VIEW, [])).toBe(VIEW);
    expect(fit(VIEW, points.slice(0, 1)).zoom).toBe(14);
});

test("clusters: each point once, near its cluster, far from the others", () => {
    const points = many(2000);
    for (const zoom of [4, 6.7, 9]) {
        const clusters = cluster(points, zoom);
        const ids = clusters.flatMap((one) => one.points.map(({id}) => id));
        expect(ids.sort((a, b) => a - b)).toEqual(points.map(({id}) => id));
        const near = 44 / worldSize(Math.floor(zoom));
        const seeds = clusters.map((one) => one.points[0]);
        for (const [number, seed] of seeds.entries()) {
            for (const other of seeds.slice(number + 1)) {
                expect(Math.hypot(seed.x - other.x, seed.y - other.y) >= near).toBe(
                    true
                );
            }
        }
        for (const one of clusters) {
            const [seed] = one.points;
            expect(
                one.points.every(({x, y}) => Math.hypot(seed.x - x, seed.y - y) < near)
            ).toBe(true);
        }
    }
    expect(cluster(points, MAX_ZOOM).length).toBeGreaterThan(1900);
    expect(cluster(points, 3).length).toBeLessThan(20);
    expect(cluster([], 3)).toEqual([]);
});

test("clusters: two faces of one tower stay together, their states are counted", () => {
    const faces = [point(1, HANOI), point(2, HANOI, "taken"), point(3, SAIGON)];
    const [tower, alone] = cluster(faces, MAX_ZOOM);
    expect(isOneSpot(tower, MAX_ZOOM)).toBe(true);
    expect(countStates(tower.points)).toEqual({free: 1, taken: 1});
    expect(alone.points.length).toBe(1);
    expect(isOneSpot({points: faces}, MAX_ZOOM)).toBe(false);
});

test("background: round lines and a round scale at every zoom", () => {
    for (let zoom = MIN_ZOOM; zoom <= MAX_ZOOM; zoom++) {
        const view = {...VIEW, zoom};
        const bar = scaleBar(view);
        expect(/^[125]0*$/.test(String(bar.metres))).toBe(true);
        expect(bar.pixels <= 120 && bar.pixels > 40).toBe(true);
        expect(graticuleStep(view)).toBeGreaterThan(0);
    }
});

test("availability: what a cell says", () => {
    expect(cellState(3, 3, 0)).toBe("free");
    expect(cellState(3, 1, 2)).toBe("partly");
    expect(cellState(3, 0, 1)).toBe("held");
    expect(cellState(1, 0, 0)).toBe("taken");
});

test("availability: weeks of a month from Monday to Sunday", () => {
    const weeks = monthWeeks(luxon.DateTime.fromISO("2026-11-29"));
    expect(weeks.length).toBe(6);
    expect(weeks[0].slice(0, 6)).toEqual(Array(6).fill(null));
    expect(weeks[0][6].day).toBe(1);
    expect(weeks.flat().filter(Boolean).length).toBe(30);
    expect(monthWeeks(luxon.DateTime.fromISO("2027-02-10")).length).toBe(4);
});
