from lxml import etree

from odoo import models


class CompiledTemplates(dict):
    """Templates compiled so far, by their text: handed from one rendering to the next.

    A class of its own, so that nothing a request puts into the context is taken for it.
    """


class IrQweb(models.AbstractModel):
    """The text of a mail is compiled once for all its customers, not once for each."""

    _inherit = "ir.qweb"

    def _generate_code_uncached(self, template):
        known = self.env.context.get("aig_compiled")
        if not (
            isinstance(known, CompiledTemplates)
            and isinstance(template, etree._Element)
        ):
            return super()._generate_code_uncached(template)
        context = self.env.context
        # before it is compiled: compiling takes nodes away
        key = (
            etree.tostring(template),
            *(context.get(name) for name in self._get_template_cache_keys()),
        )
        if key not in known:
            known[key] = super()._generate_code_uncached(template)
        return known[key]
