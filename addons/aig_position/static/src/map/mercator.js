/** The latitude at which the world of Web Mercator is a square. */
export const EDGE = 85.0511287798;
const TILE = 256;
const EQUATOR = 40075016.686;

/**
 * Web Mercator: the world is a square of side 1, north at the top, west at the left.
 *
 * @param {Number} latitude degrees
 * @param {Number} longitude degrees
 * @returns {Number[]} x and y
 */
export function project(latitude, longitude) {
    const bound = Math.max(-EDGE, Math.min(EDGE, latitude));
    const angle = (bound * Math.PI) / 180;
    const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + angle / 2)) / (2 * Math.PI);
    return [(longitude + 180) / 360, y];
}

/** The way back from `project`: latitude and longitude in degrees. */
export function unproject(x, y) {
    const angle = 2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2;
    return [(angle * 180) / Math.PI, x * 360 - 180];
}

/** The side of the world in pixels at a zoom, which doubles with each step. */
export function worldSize(zoom) {
    return TILE * 2 ** zoom;
}

/** How many metres one pixel is, at a latitude and a zoom. */
export function metresPerPixel(latitude, zoom) {
    return (EQUATOR * Math.cos((latitude * Math.PI) / 180)) / worldSize(zoom);
}
