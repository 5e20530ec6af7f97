from odoo.addons.web.controllers.export import (
    ExcelExport,
    ExportXlsxWriter,
    GroupExportXlsxWriter,
)


class TextMixin:
    """Texts are written as texts.

    Odoo lets xlsxwriter guess: a customer called ``=HYPERLINK(...)`` would become a
    formula on the computer of whoever opens the file.
    """

    def write(self, row, column, cell_value, style=None):
        if isinstance(cell_value, str):
            return self.worksheet.write_string(row, column, cell_value, style)
        return super().write(row, column, cell_value, style)


class TextWriter(TextMixin, ExportXlsxWriter):
    """Writes rows."""


class GroupTextWriter(TextMixin, GroupExportXlsxWriter):
    """Writes rows in groups."""


class AigExcelExport(ExcelExport):
    """Odoo's export to Excel, without formulas that came in as data (T9)."""

    def from_group_data(self, fields, columns_headers, groups):
        with GroupTextWriter(fields, columns_headers, groups.count) as writer:
            row, column = 1, 0
            for name, group in groups.children.items():
                row, column = writer.write_group(row, column, name, group)
        return writer.value

    def from_data(self, fields, columns_headers, rows):
        with TextWriter(fields, columns_headers, len(rows)) as writer:
            for row, values in enumerate(rows, start=1):
                for column, value in enumerate(values):
                    writer.write_cell(row, column, value)
        return writer.value
