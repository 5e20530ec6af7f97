"""The public holidays of Vietnam, as the package ``holidays`` knows them (A48).

A test compares them with that package, which nothing needs at run time. The
government decides days off and days in lieu each year: companies change their own.
"""

from datetime import date

#: First day, last day, which holiday; days in a row that share a name are one.
HOLIDAYS = (
    (date(2026, 1, 1), date(2026, 1, 1), "new_year"),
    (date(2026, 2, 16), date(2026, 2, 20), "tet"),
    (date(2026, 4, 26), date(2026, 4, 27), "hung_kings"),
    (date(2026, 4, 30), date(2026, 4, 30), "liberation"),
    (date(2026, 5, 1), date(2026, 5, 1), "labour"),
    (date(2026, 8, 31), date(2026, 8, 31), "swap"),
    (date(2026, 9, 1), date(2026, 9, 2), "national"),
    (date(2026, 11, 24), date(2026, 11, 24), "culture"),
    (date(2027, 1, 1), date(2027, 1, 1), "new_year"),
    (date(2027, 2, 4), date(2027, 2, 10), "tet"),
    (date(2027, 4, 16), date(2027, 4, 16), "hung_kings"),
    (date(2027, 4, 30), date(2027, 4, 30), "liberation"),
    (date(2027, 5, 1), date(2027, 5, 1), "labour"),
    (date(2027, 5, 3), date(2027, 5, 3), "labour"),
    (date(2027, 9, 2), date(2027, 9, 3), "national"),
    (date(2027, 11, 24), date(2027, 11, 24), "culture"),
    (date(2028, 1, 1), date(2028, 1, 1), "new_year"),
    (date(2028, 1, 3), date(2028, 1, 3), "new_year"),
    (date(2028, 1, 24), date(2028, 1, 29), "tet"),
    (date(2028, 4, 4), date(2028, 4, 4), "hung_kings"),
    (date(2028, 4, 30), date(2028, 4, 30), "liberation"),
    (date(2028, 5, 1), date(2028, 5, 1), "labour"),
    (date(2028, 5, 2), date(2028, 5, 2), "liberation"),
    (date(2028, 9, 1), date(2028, 9, 2), "national"),
    (date(2028, 9, 4), date(2028, 9, 4), "national"),
    (date(2028, 11, 24), date(2028, 11, 24), "culture"),
    (date(2029, 1, 1), date(2029, 1, 1), "new_year"),
    (date(2029, 2, 12), date(2029, 2, 16), "tet"),
    (date(2029, 4, 23), date(2029, 4, 23), "hung_kings"),
    (date(2029, 4, 30), date(2029, 4, 30), "liberation"),
    (date(2029, 5, 1), date(2029, 5, 1), "labour"),
    (date(2029, 9, 2), date(2029, 9, 4), "national"),
    (date(2029, 11, 24), date(2029, 11, 24), "culture"),
    (date(2029, 11, 26), date(2029, 11, 26), "culture"),
    (date(2030, 1, 1), date(2030, 1, 1), "new_year"),
    (date(2030, 1, 31), date(2030, 2, 6), "tet"),
    (date(2030, 4, 12), date(2030, 4, 12), "hung_kings"),
    (date(2030, 4, 30), date(2030, 4, 30), "liberation"),
    (date(2030, 5, 1), date(2030, 5, 1), "labour"),
    (date(2030, 9, 2), date(2030, 9, 3), "national"),
    (date(2030, 11, 24), date(2030, 11, 25), "culture"),
    (date(2031, 1, 1), date(2031, 1, 1), "new_year"),
    (date(2031, 1, 21), date(2031, 1, 27), "tet"),
    (date(2031, 4, 1), date(2031, 4, 1), "hung_kings"),
    (date(2031, 4, 30), date(2031, 4, 30), "liberation"),
    (date(2031, 5, 1), date(2031, 5, 1), "labour"),
    (date(2031, 9, 1), date(2031, 9, 2), "national"),
    (date(2031, 11, 24), date(2031, 11, 24), "culture"),
)
