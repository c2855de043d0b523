//! The files of the throw-away Postfix, as text.

use std::path::Path;

use super::certificate::Certificate;
use super::process::{self, User};

/// The realm of the one account.
pub const REALM: &str = "localhost";

/// Replies to RCPT that trials ask for by the recipient's name (a `regexp` table).
pub const ACCESS: &str =
    "/^refused@/ 550 5.1.1 No such user\n/^later@/ 450 4.2.0 Try again later\n";

/// What the door that mail is passed on to says of the same kind, so that mail comes back.
pub const AWAY: &str = "/^bounced@/ 550 5.1.1 No such user here\n/^full@/ 552 5.2.2 Mailbox full\n";

/// Mail that is taken and passed on to that door (a `regexp` table).
pub fn transport(ports: &Ports) -> String {
    format!("/^(bounced|full)@/ smtp:[127.0.0.1]:{}\n", ports.away)
}

/// Where the three doors are.
pub struct Ports {
    /// Without encryption.
    pub plain: u16,
    /// With STARTTLS and a password.
    pub starttls: u16,
    /// With TLS from the start and a password.
    pub smtps: u16,
    /// Of the server that mail is passed on to.
    pub away: u16,
}

impl Ports {
    /// Some that were free a moment ago.
    pub fn free() -> Self {
        let [plain, starttls, smtps, away] = std::array::from_fn(|_| process::free_port());
        Self { plain, starttls, smtps, away }
    }

    /// All of them.
    pub fn all(&self) -> [u16; 4] {
        [self.plain, self.starttls, self.smtps, self.away]
    }
}

/// `main.cf`: any address is a mailbox of ours, all mailboxes are one.
pub fn main(home: &Path, certificate: &Certificate, mail: User, daemons: &str) -> String {
    let home = home.display();
    let (shown, key) = (certificate.certificate.display(), certificate.key.display());
    let User { uid, gid } = mail;
    format!(
        "compatibility_level = 3.6
queue_directory = {home}/queue
data_directory = {home}/data
daemon_directory = {daemons}
maillog_file = /dev/stdout
myhostname = mail.localhost
mydestination =
alias_maps =
alias_database =
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
transport_maps = regexp:{home}/transport
recipient_delimiter = +
# It may not be empty; with `hold` alone the other queues are flat directories.
hash_queue_names = hold
virtual_mailbox_domains = static:all
virtual_mailbox_maps = static:inbox/
virtual_mailbox_base = {home}/mail
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
smtpd_peername_lookup = no
smtpd_recipient_restrictions = check_recipient_access regexp:{home}/access
smtpd_tls_cert_file = {shown}
smtpd_tls_key_file = {key}
smtpd_sasl_type = cyrus
smtpd_sasl_local_domain = {REALM}
cyrus_sasl_config_path = {home}/sasl
"
    )
}

/// `master.cf`: the doors, and only those services that deliver to a mailbox.
pub fn master(home: &Path, ports: &Ports) -> String {
    let home = home.display();
    let Ports { plain, starttls, smtps, away } = ports;
    let password = "-o smtpd_sasl_auth_enable=yes \
                    -o smtpd_client_restrictions=permit_sasl_authenticated,reject";
    format!(
        "127.0.0.1:{plain} inet n - n - - smtpd
127.0.0.1:{starttls} inet n - n - - smtpd
  -o smtpd_tls_security_level=encrypt {password}
127.0.0.1:{smtps} inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes {password}
127.0.0.1:{away} inet n - n - - smtpd
  -o myhostname=mx.away.localhost
  -o smtpd_recipient_restrictions=check_recipient_access,regexp:{home}/away
smtp unix - - n - - smtp
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"
    )
}

/// `smtpd.conf`: passwords from a file of our own, no daemon.
pub fn sasl(home: &Path) -> String {
    format!(
        "pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\n\
         sasldb_path: {}/sasldb2\n",
        home.display()
    )
}
