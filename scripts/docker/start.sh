#!/bin/bash
# Start Odoo in its container; the first time install the demo company.
#
# The mark that the installation is whole is written after it: a container that is
# stopped half-way begins anew.
set -euo pipefail

database=$AIG_DATABASE
mark=/var/lib/odoo/aig-$database.installed
config=/tmp/odoo.conf
master=${AIG_MASTER_PASSWORD:-$(python3 -c 'import secrets; print(secrets.token_urlsafe(24))')}

umask 077
cat > "$config" << END
[options]
addons_path = /mnt/extra-addons
admin_passwd = $master
data_dir = /var/lib/odoo
db_host = $HOST
db_user = $USER
db_password = $PASSWORD
dbfilter = ^$database\$
db_name = $database
http_interface = 0.0.0.0
list_db = False
max_cron_threads = 1
smtp_server = $AIG_SMTP_SERVER
smtp_port = $AIG_SMTP_PORT
END
export ODOO_RC=$config
unset PASSWORD AIG_MASTER_PASSWORD

if [ ! -e "$mark" ]; then
    echo "Installing the demo company in database $database (some minutes)."
    python3 /aig/forget.py "$config" "$database"
    odoo -d "$database" -i aig_demo --load-language vi_VN --stop-after-init --no-http
    touch "$mark"
fi
exec odoo
