import base64
import hashlib
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import float_compare

from ..tools import import_sheet
from ..tools.import_archive import Archive
from ..tools.import_sheet import NoSheet, Problem
from ..tools.photo import NotAPhoto, TooManyPixels, prepare
from ..tools.place import is_swapped
from .aig_position_import_sentences import SENTENCES

MEGABYTE = 1_000_000
#: Problems that are named one by one.
NAMED = 20
#: Columns whose cell is the value of the field of this name.
PLAIN = (
    "name",
    "slot_count",
    "address",
    "latitude",
    "longitude",
    "width",
    "height",
    "daily_traffic",
    "selling_points",
    "licence_number",
    "licence_expiry",
)
#: Fields behind the other columns; those of the rate card have names of their own.
RELATED = {"code": "code", "kind": "kind_id", "parent": "parent_id"}
RELATED |= {"province": "state_id", "facing": "facing"}


@dataclass
class Work:
    """What one import has to do; codes are in small letters."""

    archive: Archive | None
    rows: dict
    #: those that are there, and those that were made
    positions: dict
    values: dict = field(default_factory=dict)
    pictures: list = field(default_factory=list)
    #: what each picture will be when it is kept
    marks: dict = field(default_factory=dict)
    changed: set = field(default_factory=set)

    @property
    def touched(self):
        """Codes that the file names, by a row or by a photo."""
        return {*self.rows, *(picture.code for picture in self.pictures)}


def mark_of(data):
    """By which a photo is known again."""
    return hashlib.sha256(data).hexdigest()


class AigPositionImport(models.TransientModel):
    """Positions from a sheet, with their photos: all of them, or none (A41).

    A position is found again by its code: the same file a second time changes
    nothing. An empty cell leaves what is there.
    """

    _name = "aig.position.import"
    _description = "Import Positions with Photos"

    data = fields.Binary(string="File", required=True, attachment=False)
    file_name = fields.Char()
    columns = fields.Text(compute="_compute_columns")

    @api.depends_context("lang")
    def _compute_columns(self):
        labels = self._get_labels()
        for dialog in self:
            dialog.columns = ", ".join(labels[name] for name in import_sheet.COLUMNS)

    def action_import(self):
        """Make and change what the file says, and open it.

        :raises UserError: something is wrong; every mistake is named with its row,
            and nothing is imported
        """
        self.ensure_one()
        # sizes are asked for in place of contents by the client
        data = base64.b64decode(self.with_context(bin_size=False).data or b"")
        try:
            rows, problems, archive = self._read_file(data)
        except NoSheet as error:
            raise UserError(
                self.env._(
                    "The file cannot be read: take an XLSX or CSV sheet, or a ZIP file "
                    "with one such sheet and photos."
                )
            ) from error
        if not rows:
            self._refuse(problems)
        found = self._find()
        work = Work(archive, {row.code.casefold(): row for row in rows}, dict(found))
        problems += self._read_pictures(work) + self._prepare(work)
        self._refuse(import_sheet.without_echo(problems))
        self._save(work)
        counts = Counter(
            "new"
            if code not in found
            else "changed"
            if code in work.changed
            else "same"
            for code in work.touched
        )
        return self._open(work, counts)

    def _read_file(self, data):
        name = self.file_name or ""
        archive = None
        if name.lower().endswith(".zip"):
            archive = Archive(data)
            name, data = archive.sheet_path, archive.sheet()
        cells = import_sheet.cells_of(data, name)
        return *import_sheet.read(cells, self._get_names()), archive

    def _get_labels(self):
        """What each column is called in the user's language."""
        position = self.env["aig.position"]
        described = position.fields_get(attributes=["string"])
        labels = {name: described[name]["string"] for name in PLAIN}
        labels |= {name: described[key]["string"] for name, key in RELATED.items()}
        labels["rate_from"] = self.env._("Rate from")
        labels["daily_rate"] = self.env._("Daily Rate")
        return labels

    def _get_names(self):
        """Column by each name people may give it: English, their language, ours."""
        names = {name: name for name in import_sheet.COLUMNS}
        for lang in ("en_US", self.env.lang or "en_US"):
            labels = self.with_context(lang=lang)._get_labels()
            names |= {label.casefold(): name for name, label in labels.items()}
        return names

    def _find(self):
        """The positions there are, archived ones too, by code in small letters."""
        company = [("company_id", "=", self.env.company.id)]
        positions = self.env["aig.position"].with_context(active_test=False)
        return {
            position.code.casefold(): position for position in positions.search(company)
        }

    def _read_pictures(self, work):
        """Look at every photo before anything is written; return problems."""
        if work.archive is None:
            return []
        known = {*work.rows, *work.positions}
        work.pictures, problems = work.archive.pictures(known)
        for picture in work.pictures:
            reason = self._read_picture(work, picture)
            if reason:
                row = work.rows.get(picture.code)
                about = {"file": picture.file_name, "limit": self._get_file_limit()}
                problems.append(Problem(reason, row and row.number, about))
        return problems

    def _read_picture(self, work, picture):
        """Remember what the photo will be when it is kept; or say why it cannot."""
        try:
            data = work.archive.photo(picture, self._get_file_limit() * MEGABYTE)
            if data is None:
                return "photo_size"
            work.marks[picture] = mark_of(prepare(data))
        except (NotAPhoto, NoSheet):
            return "photo"
        except TooManyPixels:
            return "pixels"
        return None

    def _get_file_limit(self):
        # sudo: everybody may know how large a file may be
        return self.env.company.sudo().aig_position_file_limit

    def _prepare(self, work):
        """Find what rows name, and keep their values; return what is not there."""
        provinces = self.env["res.country.state"].search(
            [("country_id", "=", self.env.company.country_id.id)]
        )
        known = {
            "kind": self._get_by_name(
                self.env["aig.position.kind"].search([("active", "=", True)])
            ),
            "province": self._get_by_name(provinces),
            "facing": self._get_facings(),
            "parent": dict.fromkeys({*work.positions, *work.rows}),
        }
        problems = []
        for code, row in work.rows.items():
            values = {
                name: float(value) if isinstance(value, Decimal) else value
                for name, value in row.values.items()
                if name in PLAIN
            }
            for name, entries in known.items():
                text = row.values.get(name)
                if text and text.casefold() not in entries:
                    about = {"column": name, "text": text}
                    problems.append(Problem("unknown", row.number, about))
                elif text and name != "parent":
                    values[RELATED[name]] = entries[text.casefold()]
            needed = [] if code in work.positions else ["name", "kind"]
            if "daily_rate" in row.values:
                needed.append("rate_from")
            problems += [
                Problem("missing", row.number, {"column": name})
                for name in needed
                if name not in row.values
            ]
            if is_swapped(values.get("latitude", 0), values.get("longitude", 0)):
                problems.append(Problem("swapped", row.number))
            work.values[code] = values
        return problems

    def _get_by_name(self, records):
        """Ids by name, in English and in the user's language."""
        names = {}
        for lang in ("en_US", self.env.lang or "en_US"):
            for record in records.with_context(lang=lang):
                names[record.name.casefold()] = record.id
        return names

    def _get_facings(self):
        field = self.env["aig.position"]._fields["facing"]
        names = {}
        for lang in ("en_US", self.env.lang or "en_US"):
            env = self.with_context(lang=lang).env
            for key, label in field._description_selection(env):
                names |= {key: key, label.casefold(): key}
        return names

    def _save(self, work):
        """Write everything, each row guarded; refuse all if one cannot be written."""
        for step in (self._save_values, self._save_parent, self._save_photos):
            problems = [self._try(step, work, code) for code in sorted(work.touched)]
            self._refuse([problem for problem in problems if problem])

    def _try(self, step, work, code):
        """Take a step; what refuses it is told with its row, later and with others."""
        try:
            with self.env.cr.savepoint():
                if step(work, code):
                    work.changed.add(code)
                self.env.flush_all()
        except UserError as error:
            row = work.rows.get(code)
            return Problem("refused", row and row.number, {"text": str(error)})
        return None

    def _save_values(self, work, code):
        row = work.rows.get(code)
        if row is None:
            return False
        position, values = work.positions.get(code), work.values[code]
        if position is None:
            values["code"] = row.code
            work.positions[code] = position = self.env["aig.position"].create(values)
        else:
            values = {
                name: value
                for name, value in values.items()
                if self._is_other(position, name, value)
            }
            if values:
                position.write(values)
        rated = "daily_rate" in row.values and self._save_rate(position, row)
        return bool(values) or rated

    def _is_other(self, position, name, value):
        field = position._fields[name]
        there = position[name]
        if field.relational:
            return there.id != value
        if field.type == "float":
            digits = field.get_digits(self.env)
            return bool(float_compare(there, value, precision_digits=digits[1]))
        return there != value

    def _save_rate(self, position, row):
        day, amount = row.values["rate_from"], float(row.values["daily_rate"])
        rate = position.rate_ids.filtered(lambda rate: rate.date_from == day)
        if rate.daily_rate == amount:
            return False
        if rate:
            rate.daily_rate = amount
        else:
            rate.create(
                {"position_id": position.id, "date_from": day, "daily_rate": amount}
            )
        return True

    def _save_parent(self, work, code):
        row, position = work.rows.get(code), work.positions[code]
        text = row and row.values.get("parent")
        if not text or position.parent_id == work.positions[text.casefold()]:
            return False
        position.parent_id = work.positions[text.casefold()]
        return True

    def _save_photos(self, work, code):
        """Photo 2 of the file is the second of the position, unless it is there."""
        position, changed = work.positions[code], False
        for picture in work.pictures:
            if picture.code != code:
                continue
            photos = position.photo_ids.with_context(bin_size=False)
            there = {mark_of(base64.b64decode(photo.image_1920)) for photo in photos}
            if work.marks[picture] in there:
                continue
            changed = True
            data = work.archive.photo(picture, self._get_file_limit() * MEGABYTE)
            values = {"image_1920": base64.b64encode(data), "sequence": picture.number}
            photo = photos.filtered(
                lambda photo, number=picture.number: photo.sequence == number
            )[:1]
            if photo:
                photo.write(values)
            else:
                photos.create({"position_id": position.id, **values})
        return changed

    def _open(self, work, counts):
        touched = [work.positions[code].id for code in work.touched]
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._(
                    "%(new)s positions were added, %(changed)s changed, %(same)s are "
                    "as they were.",
                    new=counts["new"],
                    changed=counts["changed"],
                    same=counts["same"],
                ),
                "next": {
                    "type": "ir.actions.act_window",
                    "name": self.env._("Imported Positions"),
                    "res_model": "aig.position",
                    "views": [
                        (False, "list"),
                        (False, "kanban"),
                        (False, "aig_map"),
                        (False, "form"),
                    ],
                    "domain": [("id", "in", touched)],
                },
            },
        }

    def _refuse(self, problems):
        if not problems:
            return
        problems = sorted(problems, key=lambda problem: problem.row or 0)
        lines = [self._say(problem) for problem in problems[:NAMED]]
        if len(problems) > NAMED:
            more = len(problems) - NAMED
            lines.append(self.env._("And %(count)s more.", count=more))
        raise UserError(
            self.env._("Nothing was imported. Put this right and try again:")
            + "\n"
            + "\n".join(lines)
        )

    def _say(self, problem):
        about = dict(problem.about)
        if problem.reason == "refused":  # said by the position itself
            return self._say_row(problem.row, about["text"])
        labels = self._get_labels()
        about["column"] = labels.get(about.get("column"), about.get("column"))
        sentence = self.env._(SENTENCES[problem.reason])
        return self._say_row(problem.row, sentence % about)

    def _say_row(self, row, sentence):
        if row is None:
            return sentence
        return self.env._("Row %(row)s: %(sentence)s", row=row, sentence=sentence)
