import {worldSize} from "./mercator";

/** How far apart marks are at least, in pixels: a finger hits one of them. */
export const APART = 44;

/**
 * Put points together that a finger could not tell apart at a zoom.
 *
 * Each point goes to the nearest cluster that is near enough, or begins one; a grid of
 * cells finds those, so that the time grows with the number of points alone. The same
 * points in the same order give the same clusters, wherever the map is dragged.
 *
 * @param {Object[]} points with `id`, `x`, `y` (see `project`) and `state`
 * @param {Number} zoom its whole steps count: a pinch does not shuffle the marks
 * @returns {Object[]} `key`, `x` and `y` of their middle, `points`
 */
export function cluster(points, zoom) {
    const near = APART / worldSize(Math.floor(zoom));
    const cells = new Map();
    const clusters = [];
    for (const point of points) {
        const column = Math.floor(point.x / near);
        const row = Math.floor(point.y / near);
        let home = nearest(cells, column, row, point, near);
        if (!home) {
            home = {key: point.id, seed: point, points: []};
            clusters.push(home);
            const cell = `${column},${row}`;
            cells.set(cell, [...(cells.get(cell) || []), home]);
        }
        home.points.push(point);
    }
    return clusters.map(({key, points: members}) => ({
        key,
        points: members,
        x: mean(members, "x"),
        y: mean(members, "y"),
    }));
}

function nearest(cells, column, row, point, near) {
    let [best, least] = [null, near];
    for (const across of [-1, 0, 1]) {
        for (const down of [-1, 0, 1]) {
            for (const other of cells.get(`${column + across},${row + down}`) || []) {
                const distance = Math.hypot(
                    other.seed.x - point.x,
                    other.seed.y - point.y
                );
                if (distance < least) {
                    [best, least] = [other, distance];
                }
            }
        }
    }
    return best;
}

function mean(points, axis) {
    return points.reduce((sum, point) => sum + point[axis], 0) / points.length;
}

/** Whether zooming in can never take a cluster apart. */
export function isOneSpot({points}, zoom) {
    const near = APART / worldSize(zoom);
    const [first] = points;
    return points.every(
        (point) => Math.hypot(point.x - first.x, point.y - first.y) < near
    );
}

/** How many points there are of each state. */
export function countStates(points) {
    const counts = {};
    for (const {state} of points) {
        counts[state] = (counts[state] || 0) + 1;
    }
    return counts;
}
