from . import aig_content_import
