import {worldSize} from "./mercator";

export const MIN_ZOOM = 3;
export const MAX_ZOOM = 19;
/** One place alone is shown with the streets around it, not with its own wall. */
const CLOSE_ENOUGH = 14;

const between = (low, value, high) => Math.max(low, Math.min(high, value));

/**
 * What is seen of the world: `x` and `y` of the middle (see `project`), `zoom`, and the
 * `width` and `height` of the window in pixels. Views are never changed, but made anew.
 */
export function toScreen(view, x, y) {
    const size = worldSize(view.zoom);
    return [
        (x - view.x) * size + view.width / 2,
        (y - view.y) * size + view.height / 2,
    ];
}

export function toWorld(view, left, top) {
    const size = worldSize(view.zoom);
    return [
        view.x + (left - view.width / 2) / size,
        view.y + (top - view.height / 2) / size,
    ];
}

/** Move what is seen by some pixels, as a finger drags it. */
export function pan(view, right, down) {
    const size = worldSize(view.zoom);
    return {
        ...view,
        x: between(0, view.x - right / size, 1),
        y: between(0, view.y - down / size, 1),
    };
}

/** Zoom by some steps; what lies at a point of the window stays there. */
export function zoomAt(view, steps, left = view.width / 2, top = view.height / 2) {
    const zoom = between(MIN_ZOOM, view.zoom + steps, MAX_ZOOM);
    const [x, y] = toWorld(view, left, top);
    const size = worldSize(zoom);
    return {
        ...view,
        zoom,
        x: x - (left - view.width / 2) / size,
        y: y - (top - view.height / 2) / size,
    };
}

/**
 * Show all points, with a margin around them.
 *
 * @param {Object} view its width and height count
 * @param {Object[]} points with `x` and `y`; none: the view stays
 * @param {Number} margin pixels
 */
export function fit(view, points, margin = 40) {
    if (!points.length) {
        return view;
    }
    let [left, top, right, bottom] = [1, 1, 0, 0];
    for (const {x, y} of points) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
    }
    const room = (pixels) => Math.max(1, pixels - 2 * margin);
    const across = room(view.width) / worldSize(0) / (right - left);
    const down = room(view.height) / worldSize(0) / (bottom - top);
    const zoom = Math.log2(Math.min(across, down));
    return {
        ...view,
        x: (left + right) / 2,
        y: (top + bottom) / 2,
        zoom: between(MIN_ZOOM, zoom, CLOSE_ENOUGH),
    };
}
