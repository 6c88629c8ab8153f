<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>CalibrationText</name>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ns</source>
        <translation>%1 ns</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>%n Tag</numerusform>
            <numerusform>%n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>two-qubit error %1</source>
        <translation>Zwei-Qubit-Fehler %1</translation>
    </message>
    <message>
        <source>one-qubit error %1</source>
        <translation>Ein-Qubit-Fehler %1</translation>
    </message>
    <message>
        <source>read-out error %1</source>
        <translation>Auslesefehler %1</translation>
    </message>
    <message>
        <source>preparation and read-out error %1</source>
        <translation>Präparations- und Auslesefehler %1</translation>
    </message>
    <message>
        <source>T1 %1</source>
        <translation>T1 %1</translation>
    </message>
    <message>
        <source>T2 %1</source>
        <translation>T2 %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
</context>
<context>
    <name>CoreSentences</name>
    <message>
        <source>not tried</source>
        <translation>nicht versucht</translation>
    </message>
    <message>
        <source>cancelled on request</source>
        <translation>auf Wunsch abgebrochen</translation>
    </message>
    <message>
        <source>no answer within %1 s</source>
        <translation>keine Antwort innerhalb von %1 s</translation>
    </message>
    <message>
        <source>%1 is there</source>
        <translation>%1 ist da</translation>
    </message>
    <message>
        <source>%1 proved its name</source>
        <translation>%1 hat seinen Namen bewiesen</translation>
    </message>
    <message>
        <source>%1 proved their names</source>
        <translation>%1 haben ihre Namen bewiesen</translation>
    </message>
    <message>
        <source>not encrypted: a practice cloud on this machine needs no TLS</source>
        <translation>nicht verschlüsselt: Eine Übungs-Cloud auf diesem Rechner braucht kein TLS</translation>
    </message>
    <message>
        <source>%1 answered</source>
        <translation>%1 hat geantwortet</translation>
    </message>
    <message>
        <source>there is no key for this account and host</source>
        <translation>für dieses Konto und diesen Server gibt es keinen Schlüssel</translation>
    </message>
    <message>
        <source>the key is known</source>
        <translation>der Schlüssel ist bekannt</translation>
    </message>
    <message>
        <source>the key of %1, project %2</source>
        <translation>der Schlüssel von %1, Projekt %2</translation>
    </message>
    <message>
        <source>the key of %1</source>
        <translation>der Schlüssel von %1</translation>
    </message>
    <message>
        <source>the key may read the account&apos;s jobs: %1</source>
        <translation>der Schlüssel darf die Aufträge des Kontos lesen: %1</translation>
    </message>
    <message>
        <source>the key may read the account&apos;s jobs</source>
        <translation>der Schlüssel darf die Aufträge des Kontos lesen</translation>
    </message>
    <message>
        <source>the account has no device</source>
        <translation>das Konto hat kein Gerät</translation>
    </message>
    <message>
        <source>1 device, %1 available now</source>
        <translation>1 Gerät, jetzt verfügbar: %1</translation>
    </message>
    <message>
        <source>%1 devices, %2 available now</source>
        <translation>%1 Geräte, jetzt verfügbar: %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>give it with %1</source>
        <translation>anzugeben mit %1</translation>
    </message>
    <message>
        <source>check this computer&apos;s clock, which says %1; if it is right, the server&apos;s certificate is not</source>
        <translation>die Uhr dieses Rechners prüfen, sie zeigt %1; geht sie richtig, stimmt das Zertifikat des Servers nicht</translation>
    </message>
    <message>
        <source>check this computer&apos;s clock, which says %1; if it is right, the owner of the server must renew its certificate</source>
        <translation>die Uhr dieses Rechners prüfen, sie zeigt %1; geht sie richtig, muss der Betreiber des Servers dessen Zertifikat erneuern</translation>
    </message>
    <message>
        <source>if your network looks into encrypted connections, %1; else check the endpoint: somebody may be posing as it</source>
        <translation>falls das Netz in verschlüsselte Verbindungen hineinsieht: %1; sonst den Endpunkt prüfen: Jemand könnte sich für ihn ausgeben</translation>
    </message>
    <message>
        <source>name your organisation&apos;s authority with %1</source>
        <translation>die Zertifizierungsstelle der Organisation angeben: %1</translation>
    </message>
    <message>
        <source>check that %1 is the authority of this server</source>
        <translation>prüfen, ob %1 die Zertifizierungsstelle dieses Servers ist</translation>
    </message>
    <message>
        <source>give the key that the practice cloud printed: %1</source>
        <translation>den Schlüssel angeben, den die Übungs-Cloud zeigt: %1</translation>
    </message>
    <message>
        <source>the key is wrong, revoked or expired: make a new one at %1 and give it with %2</source>
        <translation>der Schlüssel ist falsch, widerrufen oder abgelaufen: einen neuen erzeugen bei %1 und angeben mit %2</translation>
    </message>
    <message>
        <source>%1, API keys</source>
        <translation>%1, API keys</translation>
    </message>
    <message>
        <source>%1: use the endpoint of the instance&apos;s region (--region)</source>
        <translation>%1: den Endpunkt in der Region der Instanz nehmen (--region)</translation>
    </message>
    <message>
        <source>the instance is in %1, the endpoint in %2</source>
        <translation>die Instanz ist in %1, der Endpunkt in %2</translation>
    </message>
    <message>
        <source>check that the instance&apos;s CRN is one of this key&apos;s account, and that the key&apos;s owner has access to it</source>
        <translation>prüfen, ob die CRN der Instanz zum Konto dieses Schlüssels gehört und ob dessen Inhaber Zugang zu ihr hat</translation>
    </message>
    <message>
        <source>ask the owner of the organisation to let this key read and create jobs</source>
        <translation>den Inhaber der Organisation bitten, diesen Schlüssel Aufträge lesen und anlegen zu lassen</translation>
    </message>
    <message>
        <source>check the spelling of the endpoint and that this machine is online; behind a company&apos;s proxy name it with %1</source>
        <translation>prüfen, wie der Endpunkt geschrieben ist und ob dieser Rechner online ist; hinter dem Proxy einer Firma diesen angeben: %1</translation>
    </message>
    <message>
        <source>start the practice cloud: %1</source>
        <translation>die Übungs-Cloud starten: %1</translation>
    </message>
    <message>
        <source>check port and endpoint; a firewall may want a proxy: %1</source>
        <translation>Port und Endpunkt prüfen; vielleicht verlangt eine Firewall einen Proxy: %1</translation>
    </message>
    <message>
        <source>check %1: its address, and whether it wants a password</source>
        <translation>%1 prüfen: seine Adresse, und ob er ein Passwort verlangt</translation>
    </message>
    <message>
        <source>the proxy of the environment (%1)</source>
        <translation>den Proxy der Umgebung (%1)</translation>
    </message>
    <message>
        <source>the proxy %1</source>
        <translation>den Proxy %1</translation>
    </message>
    <message>
        <source>try again; if it stays, a firewall drops the connection: name a proxy with %1</source>
        <translation>noch einmal versuchen; bleibt es so, verwirft eine Firewall die Verbindung: einen Proxy angeben, %1</translation>
    </message>
    <message>
        <source>that port may not speak TLS, or a proxy stands between: check the endpoint and %1</source>
        <translation>vielleicht spricht dieser Port kein TLS, oder ein Proxy steht dazwischen: den Endpunkt prüfen und %1</translation>
    </message>
    <message>
        <source>something else than a web server answers there: %1</source>
        <translation>dort antwortet etwas anderes als ein Webserver: %1</translation>
    </message>
    <message>
        <source>try again; if it stays, a proxy or firewall cuts the connection</source>
        <translation>noch einmal versuchen; bleibt es so, trennt ein Proxy oder eine Firewall die Verbindung</translation>
    </message>
    <message>
        <source>the service asks for patience: test again in a minute</source>
        <translation>der Dienst bittet um Geduld: in einer Minute noch einmal prüfen</translation>
    </message>
    <message>
        <source>the service has a fault of its own: try again in a few minutes</source>
        <translation>der Dienst hat selbst einen Fehler: in einigen Minuten noch einmal versuchen</translation>
    </message>
    <message>
        <source>the account&apos;s budget is used up: see the provider&apos;s page</source>
        <translation>das Budget des Kontos ist aufgebraucht: siehe die Seite des Anbieters</translation>
    </message>
    <message>
        <source>the answer is not this provider&apos;s: %1; a network that asks for a sign-in first answers like that too</source>
        <translation>die Antwort stammt nicht von diesem Anbieter: %1; so antwortet auch ein Netz, das erst eine Anmeldung verlangt</translation>
    </message>
    <message>
        <source>check the endpoint %1; the provider&apos;s own is %2</source>
        <translation>den Endpunkt %1 prüfen; der des Anbieters ist %2</translation>
    </message>
    <message>
        <source>check the endpoint %1</source>
        <translation>den Endpunkt %1 prüfen</translation>
    </message>
    <message>
        <source>give the practice cloud a device to offer</source>
        <translation>der Übungs-Cloud ein Gerät geben, das sie anbieten kann</translation>
    </message>
    <message>
        <source>ask IonQ or the owner of the organisation for access to a device</source>
        <translation>IonQ oder den Inhaber der Organisation um Zugang zu einem Gerät bitten</translation>
    </message>
    <message>
        <source>this instance has no machine: choose another instance, or ask its owner for one</source>
        <translation>diese Instanz hat keine Maschine: eine andere wählen oder ihren Inhaber um eine bitten</translation>
    </message>
    <message>
        <source>%1; keys are kept in memory for this session only, until there is a vault under a master password</source>
        <translation>%1; Schlüssel bleiben nur für diese Sitzung im Speicher, bis es einen Tresor unter einem Hauptpasswort gibt</translation>
    </message>
    <message>
        <source>keys are kept in %1, as chosen</source>
        <translation>Schlüssel liegen in %1, wie gewählt</translation>
    </message>
    <message>
        <source>%1; keys are kept in %2</source>
        <translation>%1; Schlüssel liegen in %2</translation>
    </message>
    <message>
        <source>the system keychain cannot be used (%1)</source>
        <translation>der Schlüsselbund des Systems ist nicht nutzbar (%1)</translation>
    </message>
    <message>
        <source>the system keychain cannot be used</source>
        <translation>der Schlüsselbund des Systems ist nicht nutzbar</translation>
    </message>
    <message>
        <source>it is switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>as chosen</source>
        <translation>wie gewählt</translation>
    </message>
    <message>
        <source>not encrypted: the connection stays on this machine</source>
        <translation>nicht verschlüsselt: Die Verbindung bleibt auf diesem Rechner</translation>
    </message>
    <message>
        <source>no key is needed</source>
        <translation>kein Schlüssel nötig</translation>
    </message>
    <message>
        <source>the key was not refused</source>
        <translation>der Schlüssel wurde nicht abgelehnt</translation>
    </message>
    <message>
        <source>the service wants a key, and there is none for this connection</source>
        <translation>der Dienst verlangt einen Schlüssel, und für diese Verbindung gibt es keinen</translation>
    </message>
    <message>
        <source>Pinecone wants a key, and there is none for this connection</source>
        <translation>Pinecone verlangt einen Schlüssel, und für diese Verbindung gibt es keinen</translation>
    </message>
    <message>
        <source>the key holds a space, a control or a foreign character</source>
        <translation>der Schlüssel enthält ein Leer-, Steuer- oder fremdes Zeichen</translation>
    </message>
    <message>
        <source>Pinecone, interface %1</source>
        <translation>Pinecone, Schnittstelle %1</translation>
    </message>
    <message>
        <source>PostgreSQL %1, pgvector %2 (created with the first collection)</source>
        <translation>PostgreSQL %1, pgvector %2 (wird mit der ersten Sammlung angelegt)</translation>
    </message>
    <message>
        <source>no collections</source>
        <translation>keine Sammlungen</translation>
    </message>
    <message>
        <source>1 collection</source>
        <translation>1 Sammlung</translation>
    </message>
    <message>
        <source>1 collection in schema &apos;%1&apos;</source>
        <translation>1 Sammlung im Schema „%1“</translation>
    </message>
    <message>
        <source>%1 collections in schema &apos;%2&apos;</source>
        <translation>%1 Sammlungen im Schema „%2“</translation>
    </message>
    <message>
        <source>%1 collections</source>
        <translation>%1 Sammlungen</translation>
    </message>
    <message>
        <source>%1; %2 of sparse vectors left out</source>
        <translation>%1; %2 mit dünn besetzten Vektoren ausgelassen</translation>
    </message>
    <message>
        <source>1 index</source>
        <translation>1 Index</translation>
    </message>
    <message>
        <source>%1 indexes</source>
        <translation>%1 Indizes</translation>
    </message>
    <message>
        <source>a socket of this machine, without TLS</source>
        <translation>ein Socket dieses Rechners, ohne TLS</translation>
    </message>
    <message>
        <source>without TLS, on this machine</source>
        <translation>ohne TLS, auf diesem Rechner</translation>
    </message>
    <message>
        <source>TLS without a look at the certificate, on this machine</source>
        <translation>TLS ohne Prüfung des Zertifikats, auf diesem Rechner</translation>
    </message>
    <message>
        <source>TLS, signed by an authority that is trusted</source>
        <translation>TLS, von einer vertrauten Zertifizierungsstelle signiert</translation>
    </message>
    <message>
        <source>TLS, certificate and host name verified</source>
        <translation>TLS, Zertifikat und Servername geprüft</translation>
    </message>
    <message>
        <source>user &apos;%1&apos;, without a password</source>
        <translation>Benutzer „%1“, ohne Passwort</translation>
    </message>
    <message>
        <source>user &apos;%1&apos;</source>
        <translation>Benutzer „%1“</translation>
    </message>
    <message>
        <source>cannot reach %1: %2</source>
        <translation>%1 ist nicht erreichbar: %2</translation>
    </message>
    <message>
        <source>%1 does not prove who it is: %2</source>
        <translation>%1 weist sich nicht aus: %2</translation>
    </message>
    <message>
        <source>%1 does not accept the password: %2</source>
        <translation>%1 nimmt das Passwort nicht an: %2</translation>
    </message>
    <message>
        <source>%1 does not let this user in: %2</source>
        <translation>%1 lässt diesen Benutzer nicht herein: %2</translation>
    </message>
    <message>
        <source>%1 has no such database: %2</source>
        <translation>%1 hat keine solche Datenbank: %2</translation>
    </message>
    <message>
        <source>%1 does not give this user the right: %2</source>
        <translation>%1 gibt diesem Benutzer nicht das Recht: %2</translation>
    </message>
    <message>
        <source>%1 is starting up or shutting down: %2</source>
        <translation>%1 fährt gerade hoch oder herunter: %2</translation>
    </message>
    <message>
        <source>%1 has no connection left: %2</source>
        <translation>%1 hat keine Verbindung mehr frei: %2</translation>
    </message>
    <message>
        <source>%1 asks for a password, and there is none</source>
        <translation>%1 verlangt ein Passwort, und es gibt keines</translation>
    </message>
    <message>
        <source>%1 did not let us in: %2</source>
        <translation>%1 ließ keine Anmeldung zu: %2</translation>
    </message>
    <message>
        <source>the connection to %1 was lost: %2</source>
        <translation>die Verbindung zu %1 ging verloren: %2</translation>
    </message>
    <message>
        <source>PostgreSQL at %1</source>
        <translation>PostgreSQL auf %1</translation>
    </message>
    <message>
        <source>what answers there does not say that it is Qdrant</source>
        <translation>was dort antwortet, gibt sich nicht als Qdrant zu erkennen</translation>
    </message>
    <message>
        <source>Qdrant %1 has no points/query</source>
        <translation>Qdrant %1 kennt points/query nicht</translation>
    </message>
    <message>
        <source>%1 answered with %2 instead of JSON</source>
        <translation>%1 schickte %2 statt JSON</translation>
    </message>
    <message>
        <source>%1 answered %2</source>
        <translation>%1 antwortete: %2</translation>
    </message>
    <message>
        <source>an HTML page</source>
        <translation>eine HTML-Seite</translation>
    </message>
    <message>
        <source>an empty reply</source>
        <translation>eine leere Antwort</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 antwortet</translation>
    </message>
    <message>
        <source>%1; check this computer&apos;s clock; else check the endpoint: somebody may be posing as it</source>
        <translation>%1; die Uhr dieses Rechners prüfen; sonst den Endpunkt prüfen: Jemand könnte sich für ihn ausgeben</translation>
    </message>
    <message>
        <source>if the service has a certificate of your organisation, name its authority (CA file)</source>
        <translation>hat der Dienst ein Zertifikat der eigenen Organisation, deren Zertifizierungsstelle angeben (CA-Datei)</translation>
    </message>
    <message>
        <source>check that %1 is the authority of this service</source>
        <translation>prüfen, ob %1 die Zertifizierungsstelle dieses Dienstes ist</translation>
    </message>
    <message>
        <source>check the spelling of the endpoint and that this machine is online; behind a company&apos;s proxy name that proxy</source>
        <translation>prüfen, wie der Endpunkt geschrieben ist und ob dieser Rechner online ist; hinter dem Proxy einer Firma diesen angeben</translation>
    </message>
    <message>
        <source>start the service, or correct the port of the endpoint</source>
        <translation>den Dienst starten oder den Port des Endpunkts berichtigen</translation>
    </message>
    <message>
        <source>check port and endpoint; a firewall may want a proxy</source>
        <translation>Port und Endpunkt prüfen; vielleicht verlangt eine Firewall einen Proxy</translation>
    </message>
    <message>
        <source>try again; if it stays, a firewall drops the connection: name a proxy</source>
        <translation>noch einmal versuchen; bleibt es so, verwirft eine Firewall die Verbindung: einen Proxy angeben</translation>
    </message>
    <message>
        <source>something else than a web service answers there: %1</source>
        <translation>dort antwortet etwas anderes als ein Webdienst: %1</translation>
    </message>
    <message>
        <source>give the key that the service was started with, or one of its console</source>
        <translation>den Schlüssel angeben, mit dem der Dienst gestartet wurde, oder einen aus seiner Konsole</translation>
    </message>
    <message>
        <source>the key is wrong or missing: give the one that the service was started with</source>
        <translation>der Schlüssel ist falsch oder fehlt: den angeben, mit dem der Dienst gestartet wurde</translation>
    </message>
    <message>
        <source>the key may only read, or not this: ask the service&apos;s owner for one with more rights</source>
        <translation>der Schlüssel darf nur lesen oder dies nicht: den Inhaber des Dienstes um einen mit mehr Rechten bitten</translation>
    </message>
    <message>
        <source>the key is wrong or revoked: make a new one in Pinecone&apos;s console and enter it</source>
        <translation>der Schlüssel ist falsch oder widerrufen: einen neuen in der Konsole von Pinecone erzeugen und eingeben</translation>
    </message>
    <message>
        <source>the key or the project may not do this: see its permissions, quota and deletion protection in Pinecone&apos;s console</source>
        <translation>der Schlüssel oder das Projekt darf dies nicht: siehe Rechte, Kontingent und Löschschutz in der Konsole von Pinecone</translation>
    </message>
    <message>
        <source>Make one in Pinecone&apos;s console and enter it.</source>
        <translation>Einen in der Konsole von Pinecone erzeugen und eingeben.</translation>
    </message>
    <message>
        <source>Copy it anew from Pinecone&apos;s console, without what stands around it.</source>
        <translation>Ihn neu aus der Konsole von Pinecone kopieren, ohne das, was um ihn herum steht.</translation>
    </message>
    <message>
        <source>redirects are not followed, so that the key goes nowhere else: use the address it leads to</source>
        <translation>einer Weiterleitung wird nicht gefolgt, damit der Schlüssel nirgends sonst hingeht: die Adresse verwenden, zu der sie führt</translation>
    </message>
    <message>
        <source>the service has a fault or too much to do: try again</source>
        <translation>der Dienst hat einen Fehler oder zu viel zu tun: noch einmal versuchen</translation>
    </message>
    <message>
        <source>check that the service runs, and the connection&apos;s endpoint, proxy and authorities</source>
        <translation>prüfen, ob der Dienst läuft, sowie Endpunkt, Proxy und Zertifizierungsstellen der Verbindung</translation>
    </message>
    <message>
        <source>check the endpoint: something else may answer there, such as a page to sign in</source>
        <translation>den Endpunkt prüfen: Vielleicht antwortet dort etwas anderes, etwa eine Anmeldeseite</translation>
    </message>
    <message>
        <source>Check host and port of the endpoint; 6333 is the usual port.</source>
        <translation>Adresse und Port des Endpunkts prüfen; üblich ist Port 6333.</translation>
    </message>
    <message>
        <source>Use Qdrant %1 or later.</source>
        <translation>Qdrant %1 oder neuer verwenden.</translation>
    </message>
    <message>
        <source>Check host and port, that the server runs and listens there, and the firewall.</source>
        <translation>Adresse und Port prüfen, ob der Server läuft und dort lauscht, und die Firewall.</translation>
    </message>
    <message>
        <source>Set the connection&apos;s key to the password of this user.</source>
        <translation>Das Passwort dieses Benutzers als Schlüssel der Verbindung setzen.</translation>
    </message>
    <message>
        <source>Set the connection&apos;s key to the password of user &apos;%1&apos;.</source>
        <translation>Das Passwort des Benutzers „%1“ als Schlüssel der Verbindung setzen.</translation>
    </message>
    <message>
        <source>Check user and database in the endpoint, and the server&apos;s pg_hba.conf.</source>
        <translation>Benutzer und Datenbank im Endpunkt prüfen, ebenso die pg_hba.conf des Servers.</translation>
    </message>
    <message>
        <source>Correct the database at the end of the endpoint, or create it.</source>
        <translation>Die Datenbank am Ende des Endpunkts berichtigen oder sie anlegen.</translation>
    </message>
    <message>
        <source>Let the owner GRANT CREATE, USAGE and the tables&apos; rights to it, or use another user or schema.</source>
        <translation>Den Eigentümer GRANT CREATE, USAGE und die Rechte an den Tabellen dafür erteilen lassen, oder einen anderen Benutzer oder ein anderes Schema verwenden.</translation>
    </message>
    <message>
        <source>Install pgvector on the server (Debian: the package postgresql-&lt;version&gt;-pgvector of apt.postgresql.org; others: https://github.com/pgvector/pgvector) and let an administrator run CREATE EXTENSION vector.</source>
        <translation>pgvector auf dem Server installieren (Debian: das Paket postgresql-&lt;version&gt;-pgvector von apt.postgresql.org; sonst: https://github.com/pgvector/pgvector) und einen Administrator CREATE EXTENSION vector ausführen lassen.</translation>
    </message>
    <message>
        <source>Try again in a moment.</source>
        <translation>Gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Close other programs, or try again later.</source>
        <translation>Andere Programme schließen oder es später noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Check that this is a PostgreSQL server, and its log.</source>
        <translation>Prüfen, ob dies ein PostgreSQL-Server ist, und in sein Protokoll sehen.</translation>
    </message>
    <message>
        <source>Add ?sslmode=disable to the endpoint: on this machine that is safe.</source>
        <translation>?sslmode=disable an den Endpunkt anhängen: Auf diesem Rechner ist das sicher.</translation>
    </message>
    <message>
        <source>Switch TLS on in the server (ssl = on), or reach it through a tunnel.</source>
        <translation>TLS im Server einschalten (ssl = on) oder ihn durch einen Tunnel erreichen.</translation>
    </message>
    <message>
        <source>Use the host name the certificate was made for.</source>
        <translation>Den Rechnernamen verwenden, für den das Zertifikat ausgestellt ist.</translation>
    </message>
    <message>
        <source>Name the certificate authority that signed the server&apos;s certificate as CA file. On this machine ?sslmode=disable in the endpoint is safe, too.</source>
        <translation>Die Zertifizierungsstelle, die das Zertifikat des Servers signiert hat, als CA-Datei angeben. Auf diesem Rechner ist auch ?sslmode=disable im Endpunkt sicher.</translation>
    </message>
    <message>
        <source>Name the certificate authority that signed the server&apos;s certificate as CA file.</source>
        <translation>Die Zertifizierungsstelle, die das Zertifikat des Servers signiert hat, als CA-Datei angeben.</translation>
    </message>
    <message>
        <source>it is switched off; what uses it goes on until the program ends</source>
        <translation>es ist ausgeschaltet; was es benutzt, läuft weiter, bis das Programm endet</translation>
    </message>
    <message>
        <source>the program ended while it loaded it on %1; it crashed, or somebody or something killed the program just then, which cannot be told apart</source>
        <translation>das Programm endete am %1, während es das Plugin lud; es ist abgestürzt, oder jemand oder etwas hat das Programm gerade dann beendet, was sich nicht unterscheiden lässt</translation>
    </message>
    <message>
        <source>its id &apos;%1&apos; is that of &apos;%2&apos;, which was found first</source>
        <translation>seine Kennung „%1“ ist die von „%2“, das zuerst gefunden wurde</translation>
    </message>
    <message>
        <source>the file cannot be read</source>
        <translation>die Datei ist nicht lesbar</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>it is no plugin: %1</source>
        <translation>es ist kein Plugin: %1</translation>
    </message>
    <message>
        <source>it implements &apos;%1&apos;, which this program does not know</source>
        <translation>es implementiert „%1“, was dieses Programm nicht kennt</translation>
    </message>
    <message>
        <source>it is built for version %1 of %2; this program has version %3</source>
        <translation>es ist für Version %1 von %2 gebaut; dieses Programm hat Version %3</translation>
    </message>
    <message>
        <source>its metadata has no whole number &apos;api&apos;</source>
        <translation>seinen Metadaten fehlt die ganze Zahl „api“</translation>
    </message>
    <message>
        <source>its metadata has no &apos;id&apos; of lower-case letters, digits and &apos;-&apos;</source>
        <translation>seinen Metadaten fehlt eine „id“ aus Kleinbuchstaben, Ziffern und „-“</translation>
    </message>
    <message>
        <source>its metadata has no text &apos;%1&apos;</source>
        <translation>seinen Metadaten fehlt der Text „%1“</translation>
    </message>
    <message>
        <source>the text &apos;%1&apos; of its metadata is too long or holds control characters</source>
        <translation>der Text „%1“ seiner Metadaten ist zu lang oder enthält Steuerzeichen</translation>
    </message>
    <message>
        <source>it brings no source of datasets</source>
        <translation>es bringt keine Quelle von Datensätzen mit</translation>
    </message>
    <message>
        <source>it brings no driver of a store</source>
        <translation>es bringt keinen Treiber für einen Speicher mit</translation>
    </message>
    <message>
        <source>its id is &apos;%1&apos;, but its driver is of the kind &apos;%2&apos;</source>
        <translation>seine Kennung ist „%1“, sein Treiber aber von der Art „%2“</translation>
    </message>
    <message>
        <source>it threw an exception: %1</source>
        <translation>es hat eine Ausnahme ausgelöst: %1</translation>
    </message>
    <message>
        <source>it threw something that is no std::exception</source>
        <translation>es hat etwas ausgelöst, das keine std::exception ist</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be read: %2</source>
        <translation>„%1“ ist nicht lesbar: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is of version %2; this release reads version %3</source>
        <translation>„%1“ hat Version %2; diese Ausgabe liest Version %3</translation>
    </message>
    <message>
        <source>the plugin &apos;%1&apos; is refused: %2</source>
        <translation>das Plugin „%1“ ist abgelehnt: %2</translation>
    </message>
    <message>
        <source>the plugin &apos;%1&apos; is not loaded, because that cannot be noted in &apos;%2&apos;: %3</source>
        <translation>das Plugin „%1“ ist nicht geladen, weil sich das in „%2“ nicht vermerken lässt: %3</translation>
    </message>
    <message>
        <source>the plugin &apos;%1&apos; is not loaded: %2</source>
        <translation>das Plugin „%1“ ist nicht geladen: %2</translation>
    </message>
    <message>
        <source>there is no plugin for stores of the kind &apos;%1&apos;</source>
        <translation>es gibt kein Plugin für Speicher der Art „%1“</translation>
    </message>
    <message>
        <source>there is no plugin &apos;%1&apos;</source>
        <translation>es gibt kein Plugin „%1“</translation>
    </message>
    <message>
        <source>another program is changing &apos;%1&apos;</source>
        <translation>ein anderes Programm ändert gerade „%1“</translation>
    </message>
    <message>
        <source>&apos;%1&apos; cannot be written to</source>
        <translation>„%1“ ist nicht beschreibbar</translation>
    </message>
    <message>
        <source>where the program was killed, %1 switches it on again; where it crashed, install another version of it first</source>
        <translation>wurde das Programm beendet, schaltet %1 es wieder ein; ist es abgestürzt, zuerst eine andere Version davon installieren</translation>
    </message>
    <message>
        <source>%1 switches it on</source>
        <translation>%1 schaltet es ein</translation>
    </message>
    <message>
        <source>install the plugin again, then %1</source>
        <translation>das Plugin neu installieren, dann %1</translation>
    </message>
    <message>
        <source>install the plugin again</source>
        <translation>das Plugin neu installieren</translation>
    </message>
    <message>
        <source>remove one of the two files</source>
        <translation>eine der beiden Dateien entfernen</translation>
    </message>
    <message>
        <source>make it readable, or take it out of the folder</source>
        <translation>sie lesbar machen oder aus dem Ordner nehmen</translation>
    </message>
    <message>
        <source>take it out of the folder, or install the plugin again</source>
        <translation>sie aus dem Ordner nehmen oder das Plugin neu installieren</translation>
    </message>
    <message>
        <source>take it out of the folder: it belongs to another program</source>
        <translation>sie aus dem Ordner nehmen: sie gehört zu einem anderen Programm</translation>
    </message>
    <message>
        <source>install the plugin that belongs to this release</source>
        <translation>das Plugin installieren, das zu dieser Ausgabe gehört</translation>
    </message>
    <message>
        <source>install another version of the plugin, or tell its author</source>
        <translation>eine andere Version des Plugins installieren oder seine Verfasser benachrichtigen</translation>
    </message>
    <message>
        <source>mend the file, or remove it: then every plugin is on again</source>
        <translation>die Datei berichtigen oder entfernen: dann ist jedes Plugin wieder eingeschaltet</translation>
    </message>
    <message>
        <source>use the release that wrote it, or remove the file: then every plugin is on again</source>
        <translation>die Ausgabe benutzen, die sie schrieb, oder die Datei entfernen: dann ist jedes Plugin wieder eingeschaltet</translation>
    </message>
    <message>
        <source>try again when it is done</source>
        <translation>erneut versuchen, wenn es fertig ist</translation>
    </message>
    <message>
        <source>make the folder writable, or set XDG_CONFIG_HOME to one that is</source>
        <translation>den Ordner beschreibbar machen oder XDG_CONFIG_HOME auf einen setzen, der es ist</translation>
    </message>
    <message>
        <source>did you mean &apos;%1&apos;?</source>
        <translation>war „%1“ gemeint?</translation>
    </message>
    <message>
        <source>%1 cannot do what is needed: %2</source>
        <translation>%1 kann nicht, was nötig ist: %2</translation>
    </message>
    <message>
        <source>%1 lacks a file it needs: %2</source>
        <translation>%1 fehlt eine nötige Datei: %2</translation>
    </message>
    <message>
        <source>%1 does not know the type: %2</source>
        <translation>%1 kennt den Typ nicht: %2</translation>
    </message>
    <message>
        <source>%1 was shut down by its administrator: %2</source>
        <translation>%1 wurde von der Verwaltung heruntergefahren: %2</translation>
    </message>
    <message>
        <source>%1 broke down: %2</source>
        <translation>%1 ist zusammengebrochen: %2</translation>
    </message>
    <message>
        <source>%1 stopped the statement, which took too long: %2</source>
        <translation>%1 hat die Anweisung abgebrochen, die zu lange dauerte: %2</translation>
    </message>
    <message>
        <source>%1 has no space left: %2</source>
        <translation>%1 hat keinen Platz mehr: %2</translation>
    </message>
    <message>
        <source>%1 has no memory left: %2</source>
        <translation>%1 hat keinen Arbeitsspeicher mehr: %2</translation>
    </message>
    <message>
        <source>%1 only reads here: %2</source>
        <translation>%1 liest hier nur: %2</translation>
    </message>
    <message>
        <source>%1 lacks a table: %2</source>
        <translation>%1 fehlt eine Tabelle: %2</translation>
    </message>
    <message>
        <source>%1 cannot hold the text: %2</source>
        <translation>%1 kann den Text nicht aufnehmen: %2</translation>
    </message>
    <message>
        <source>%1 cannot take this much at once: %2</source>
        <translation>%1 kann nicht so viel auf einmal aufnehmen: %2</translation>
    </message>
    <message>
        <source>%1 had to give way to another program that writes the same points: %2</source>
        <translation>%1 musste einem anderen Programm weichen, das dieselben Punkte schreibt: %2</translation>
    </message>
    <message>
        <source>%1 finds it in use: %2</source>
        <translation>%1 findet es in Gebrauch: %2</translation>
    </message>
    <message>
        <source>%1 broke the connection off: %2</source>
        <translation>%1 hat die Verbindung abgebrochen: %2</translation>
    </message>
    <message>
        <source>%1 refused: %2 [SQLSTATE %3]</source>
        <translation>%1 hat abgelehnt: %2 [SQLSTATE %3]</translation>
    </message>
    <message>
        <source>%1 refused: %2</source>
        <translation>%1 hat abgelehnt: %2</translation>
    </message>
    <message>
        <source>%1 gave no answer for %2 s</source>
        <translation>%1 gab %2 s lang keine Antwort</translation>
    </message>
    <message>
        <source>%1 does not answer as PostgreSQL does</source>
        <translation>%1 antwortet nicht wie PostgreSQL</translation>
    </message>
    <message>
        <source>the database &apos;%1&apos; is encoded as %2</source>
        <translation>die Datenbank „%1“ ist als %2 kodiert</translation>
    </message>
    <message>
        <source>the environment variable %1 would send the connection somewhere else than its endpoint says</source>
        <translation>die Umgebungsvariable %1 würde die Verbindung anderswohin lenken, als ihr Endpunkt sagt</translation>
    </message>
    <message>
        <source>the environment variable %1 would be sent as password in place of the connection&apos;s key</source>
        <translation>die Umgebungsvariable %1 würde statt des Schlüssels der Verbindung als Passwort gesendet</translation>
    </message>
    <message>
        <source>the endpoint cannot be used: %1</source>
        <translation>der Endpunkt ist nicht brauchbar: %1</translation>
    </message>
    <message>
        <source>it holds a password</source>
        <translation>er enthält ein Passwort</translation>
    </message>
    <message>
        <source>its port is not one of 1 to 65535</source>
        <translation>sein Port ist keiner von 1 bis 65535</translation>
    </message>
    <message>
        <source>its host holds characters that no host has</source>
        <translation>sein Host enthält Zeichen, die kein Host hat</translation>
    </message>
    <message>
        <source>it holds an option other than sslmode and host</source>
        <translation>er enthält eine andere Option als sslmode und host</translation>
    </message>
    <message>
        <source>PostgreSQL cannot be reached through a proxy of HTTP</source>
        <translation>PostgreSQL ist nicht über einen HTTP-Proxy erreichbar</translation>
    </message>
    <message>
        <source>the CA file &apos;%1&apos; is no full path</source>
        <translation>die CA-Datei „%1“ ist kein voller Pfad</translation>
    </message>
    <message>
        <source>send fewer points at once</source>
        <translation>weniger Punkte auf einmal senden</translation>
    </message>
    <message>
        <source>Try again when it is back; nothing half-written is kept.</source>
        <translation>Erneut versuchen, wenn er zurück ist; nichts Halbgeschriebenes bleibt.</translation>
    </message>
    <message>
        <source>Raise the connection&apos;s setting &apos;timeout&apos;, send smaller batches, or build the index first.</source>
        <translation>Die Einstellung „timeout“ der Verbindung erhöhen, kleinere Stapel senden oder zuerst den Index aufbauen.</translation>
    </message>
    <message>
        <source>Make room on the server&apos;s disk.</source>
        <translation>Auf dem Datenträger des Servers Platz schaffen.</translation>
    </message>
    <message>
        <source>Send smaller batches, or raise the server&apos;s memory (maintenance_work_mem for an index).</source>
        <translation>Kleinere Stapel senden oder dem Server mehr Arbeitsspeicher geben (maintenance_work_mem für einen Index).</translation>
    </message>
    <message>
        <source>Use the primary server, not a replica.</source>
        <translation>Den primären Server benutzen, keine Replik.</translation>
    </message>
    <message>
        <source>Somebody else removed it; list the collections.</source>
        <translation>Jemand anders hat sie entfernt; die Sammlungen neu auflisten.</translation>
    </message>
    <message>
        <source>Leave zero bytes out of texts.</source>
        <translation>Nullbytes aus Texten weglassen.</translation>
    </message>
    <message>
        <source>Use smaller pieces.</source>
        <translation>Kleinere Stücke benutzen.</translation>
    </message>
    <message>
        <source>Try again when the other program is done.</source>
        <translation>Erneut versuchen, wenn das andere Programm fertig ist.</translation>
    </message>
    <message>
        <source>Try again when the server is back; a batch is stored as a whole or not at all.</source>
        <translation>Erneut versuchen, wenn der Server zurück ist; ein Stapel wird ganz oder gar nicht gespeichert.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation>Erneut versuchen.</translation>
    </message>
    <message>
        <source>If the tables were changed by hand, put them back; else report this message.</source>
        <translation>Wurden die Tabellen von Hand geändert, sie zurücksetzen; sonst diese Meldung berichten.</translation>
    </message>
    <message>
        <source>Check the network, or raise the connection&apos;s setting &apos;timeout&apos;.</source>
        <translation>Das Netz prüfen oder die Einstellung „timeout“ der Verbindung erhöhen.</translation>
    </message>
    <message>
        <source>Check that a PostgreSQL server listens there.</source>
        <translation>Prüfen, ob dort ein PostgreSQL-Server lauscht.</translation>
    </message>
    <message>
        <source>Use one that was made with ENCODING &apos;UTF8&apos;.</source>
        <translation>Eine benutzen, die mit ENCODING &apos;UTF8&apos; angelegt wurde.</translation>
    </message>
    <message>
        <source>Unset it before this program is started.</source>
        <translation>Sie löschen, bevor dieses Programm gestartet wird.</translation>
    </message>
    <message>
        <source>Write it as postgresql://user@host:5432/database.</source>
        <translation>Ihn als postgresql://user@host:5432/database schreiben.</translation>
    </message>
    <message>
        <source>Leave the port out for 5432, or correct it.</source>
        <translation>Für 5432 den Port weglassen, sonst berichtigen.</translation>
    </message>
    <message>
        <source>Name one host; write an international name in its xn-- form and IPv6 in brackets.</source>
        <translation>Einen Host nennen; internationale Namen in der Form xn-- schreiben und IPv6 in eckigen Klammern.</translation>
    </message>
    <message>
        <source>Leave out the &apos;:&apos; and what follows it up to the &apos;@&apos;; the password is kept as the connection&apos;s key.</source>
        <translation>Das „:“ und alles danach bis zum „@“ weglassen; das Passwort wird als Schlüssel der Verbindung verwahrt.</translation>
    </message>
    <message>
        <source>Leave it out; the password is kept as the connection&apos;s key.</source>
        <translation>Es weglassen; das Passwort wird als Schlüssel der Verbindung verwahrt.</translation>
    </message>
    <message>
        <source>Leave the other options out; certificates and schema are settings of the connection.</source>
        <translation>Die anderen Optionen weglassen; Zertifikate und Schema sind Einstellungen der Verbindung.</translation>
    </message>
    <message>
        <source>Leave the proxy empty; use a tunnel (ssh -L) to this machine where one is needed.</source>
        <translation>Den Proxy leer lassen; wo nötig, einen Tunnel (ssh -L) zu diesem Rechner benutzen.</translation>
    </message>
    <message>
        <source>Write it with all its folders, from &apos;/&apos; on.</source>
        <translation>Sie mit allen Ordnern schreiben, von „/“ an.</translation>
    </message>
    <message>
        <source>observable &quot;%1&quot;, column %2: %3</source>
        <translation>Observable „%1“, Spalte %2: %3</translation>
    </message>
    <message>
        <source>the observable is empty</source>
        <translation>die Observable ist leer</translation>
    </message>
    <message>
        <source>expected + or - between terms</source>
        <translation>zwischen Termen wird + oder - erwartet</translation>
    </message>
    <message>
        <source>expected X, Y, Z or I after *</source>
        <translation>nach * wird X, Y, Z oder I erwartet</translation>
    </message>
    <message>
        <source>a term is missing here</source>
        <translation>hier fehlt ein Term</translation>
    </message>
    <message>
        <source>expected X, Y, Z, I or a number</source>
        <translation>X, Y, Z, I oder eine Zahl wird erwartet</translation>
    </message>
    <message>
        <source>the qubit of %1 is missing, as in Z0</source>
        <translation>das Qubit von %1 fehlt, wie in Z0</translation>
    </message>
    <message>
        <source>qubit %1 is beyond the last one, 63</source>
        <translation>Qubit %1 liegt hinter dem letzten, 63</translation>
    </message>
    <message>
        <source>qubit %1 appears twice in one term</source>
        <translation>Qubit %1 kommt in einem Term zweimal vor</translation>
    </message>
    <message>
        <source>observable &apos;%1&apos; needs %2 qubits, the embedding&apos;s circuit has %3</source>
        <translation>die Observable „%1“ braucht %2 Qubits, der Schaltkreis der Einbettung hat %3</translation>
    </message>
    <message>
        <source>the circuit of the embedding reads no column: every row would be one vector</source>
        <translation>der Schaltkreis der Einbettung liest keine Spalte: jede Zeile ergäbe denselben Vektor</translation>
    </message>
    <message>
        <source>the weight &apos;%1&apos; of the embedding&apos;s circuit has no value</source>
        <translation>das Gewicht „%1“ des Schaltkreises der Einbettung hat keinen Wert</translation>
    </message>
    <message>
        <source>the embedding&apos;s circuit reads &apos;%1&apos;, which is no feature</source>
        <translation>der Schaltkreis der Einbettung liest „%1“, was kein Merkmal ist</translation>
    </message>
    <message>
        <source>Write a sum of Pauli products such as Z0 Z1 + 0.5 X2 - Y3; I is the identity.</source>
        <translation>Eine Summe von Pauli-Produkten schreiben, etwa Z0 Z1 + 0.5 X2 - Y3; I ist die Identität.</translation>
    </message>
    <message>
        <source>qubits are counted from 0</source>
        <translation>Qubits werden von 0 an gezählt</translation>
    </message>
    <message>
        <source>take an encoder such as the angle encoder</source>
        <translation>einen Kodierer nehmen, etwa den Winkelkodierer</translation>
    </message>
    <message>
        <source>bind it, or take a trained circuit</source>
        <translation>ihm einen geben oder einen trainierten Schaltkreis nehmen</translation>
    </message>
    <message>
        <source>did you mean &apos;%1&apos;? %2</source>
        <translation>war „%1“ gemeint? %2</translation>
    </message>
    <message>
        <source>the features are %1</source>
        <translation>die Merkmale sind %1</translation>
    </message>
    <message>
        <source>“On” in the list of plugins (menu Tools)</source>
        <translation>„Ein“ in der Liste der Plugins (Menü Werkzeuge)</translation>
    </message>
    <message>
        <source>the list of plugins (menu Tools)</source>
        <translation>die Liste der Plugins (Menü Werkzeuge)</translation>
    </message>
    <message>
        <source>there is no plugin for datasets named &apos;%1&apos;</source>
        <translation>es gibt kein Plugin für Datensätze namens „%1“</translation>
    </message>
    <message>
        <source>%1 shows the plugins and where they lie</source>
        <translation>%1 zeigt die Plugins und wo sie liegen</translation>
    </message>
    <message>
        <source>no collection of the store &apos;%1&apos; is chosen</source>
        <translation>keine Sammlung des Speichers „%1“ ist gewählt</translation>
    </message>
    <message>
        <source>there is no connection named &apos;%1&apos;</source>
        <translation>es gibt keine Verbindung namens „%1“</translation>
    </message>
    <message>
        <source>the store &apos;%1&apos; cannot be reached from here</source>
        <translation>der Speicher „%1“ ist von hier aus nicht zu erreichen</translation>
    </message>
    <message>
        <source>no workspace is open</source>
        <translation>kein Arbeitsbereich ist offen</translation>
    </message>
    <message>
        <source>there is no collection &apos;%1&apos;</source>
        <translation>es gibt keine Sammlung „%1“</translation>
    </message>
    <message>
        <source>the collection &apos;%1&apos; holds vectors of %2 numbers, the dataset&apos;s features are %3</source>
        <translation>die Sammlung „%1“ enthält Vektoren aus %2 Zahlen, der Datensatz hat %3 Merkmale</translation>
    </message>
    <message>
        <source>nothing says which field of the points of &apos;%1&apos; is to be predicted</source>
        <translation>nichts sagt, welches Feld der Punkte von „%1“ vorhergesagt werden soll</translation>
    </message>
    <message>
        <source>no point has a field &apos;%1&apos; to be the target</source>
        <translation>kein Punkt hat ein Feld „%1“, das Ziel sein könnte</translation>
    </message>
    <message>
        <source>no point of &apos;%1&apos; passes the filter</source>
        <translation>kein Punkt von „%1“ kommt durch den Filter</translation>
    </message>
    <message>
        <source>no point of &apos;%1&apos; is there</source>
        <translation>„%1“ hat keinen Punkt</translation>
    </message>
    <message>
        <source>point &apos;%1&apos; of &apos;%2&apos; came with %3 numbers instead of %4</source>
        <translation>Punkt „%1“ von „%2“ kam mit %3 statt %4 Zahlen</translation>
    </message>
    <message>
        <source>number %1 of point &apos;%2&apos; of &apos;%3&apos; is not finite</source>
        <translation>Zahl %1 von Punkt „%2“ in „%3“ ist nicht endlich</translation>
    </message>
    <message>
        <source>the target &apos;%1&apos; of point &apos;%2&apos; of &apos;%3&apos; is not finite</source>
        <translation>das Ziel „%1“ von Punkt „%2“ in „%3“ ist nicht endlich</translation>
    </message>
    <message>
        <source>point &apos;%1&apos; of &apos;%2&apos; came twice: somebody is writing there</source>
        <translation>Punkt „%1“ von „%2“ kam zweimal: jemand schreibt dort gerade</translation>
    </message>
    <message>
        <source>class &apos;%1&apos; of point &apos;%2&apos; does not occur in the training rows</source>
        <translation>Klasse „%1“ von Punkt „%2“ kommt in den Trainingszeilen nicht vor</translation>
    </message>
    <message>
        <source>%1 looks at all training rows in every step, and a stream brings one batch at a time</source>
        <translation>%1 sieht in jedem Schritt alle Trainingszeilen an, ein Strom bringt aber einen Stapel nach dem anderen</translation>
    </message>
    <message>
        <source>the collection &apos;%1&apos; changed since the training began: %2</source>
        <translation>die Sammlung „%1“ hat sich seit Beginn des Trainings geändert: %2</translation>
    </message>
    <message>
        <source>its points have other ids, vectors or targets</source>
        <translation>ihre Punkte haben andere Kennungen, Vektoren oder Ziele</translation>
    </message>
    <message>
        <source>1 point is there instead of %1</source>
        <translation>1 Punkt ist da statt %1</translation>
    </message>
    <message>
        <source>%1 points are there instead of %2</source>
        <translation>%1 Punkte sind da statt %2</translation>
    </message>
    <message>
        <source>the collection &apos;%1&apos; changed: %2</source>
        <translation>die Sammlung „%1“ hat sich geändert: %2</translation>
    </message>
    <message>
        <source>point &apos;%1&apos; has another vector or target than when it was first read</source>
        <translation>Punkt „%1“ hat einen anderen Vektor oder ein anderes Ziel als beim ersten Lesen</translation>
    </message>
    <message>
        <source>1 of its points is not there any more: %1</source>
        <translation>1 ihrer Punkte ist nicht mehr da: %1</translation>
    </message>
    <message>
        <source>%1 of its points are not there any more: %2</source>
        <translation>%1 ihrer Punkte sind nicht mehr da: %2</translation>
    </message>
    <message>
        <source>the store answered with point &apos;%1&apos;, which was not asked for</source>
        <translation>der Speicher antwortete mit Punkt „%1“, nach dem nicht gefragt war</translation>
    </message>
    <message>
        <source>choose one, or train on a dataset</source>
        <translation>eine wählen oder auf einem Datensatz trainieren</translation>
    </message>
    <message>
        <source>train on a dataset</source>
        <translation>auf einem Datensatz trainieren</translation>
    </message>
    <message>
        <source>add it, or choose another store</source>
        <translation>eine anlegen oder einen anderen Speicher wählen</translation>
    </message>
    <message>
        <source>open one first</source>
        <translation>zuerst einen öffnen</translation>
    </message>
    <message>
        <source>Create it, or list the collections.</source>
        <translation>Sie anlegen oder die Sammlungen ansehen.</translation>
    </message>
    <message>
        <source>Did you mean &apos;%1&apos;?</source>
        <translation>War „%1“ gemeint?</translation>
    </message>
    <message>
        <source>create a collection of that dimension, or change the recipe</source>
        <translation>eine Sammlung dieser Dimension anlegen oder das Rezept ändern</translation>
    </message>
    <message>
        <source>name the field as the target</source>
        <translation>das Feld als Ziel angeben</translation>
    </message>
    <message>
        <source>name one of the fields that the points have</source>
        <translation>eines der Felder angeben, die die Punkte haben</translation>
    </message>
    <message>
        <source>loosen the filter</source>
        <translation>den Filter lockern</translation>
    </message>
    <message>
        <source>push something into the collection first</source>
        <translation>zuerst etwas in die Sammlung übertragen</translation>
    </message>
    <message>
        <source>the store&apos;s answers break its word; look there</source>
        <translation>der Speicher hält mit seinen Antworten nicht, was er zusagt; dort nachsehen</translation>
    </message>
    <message>
        <source>correct the point, or leave it out with a filter</source>
        <translation>den Punkt berichtigen oder mit einem Filter auslassen</translation>
    </message>
    <message>
        <source>try again when the collection rests</source>
        <translation>erneut versuchen, wenn die Sammlung ruht</translation>
    </message>
    <message>
        <source>train on points that hold it, or leave such points out with a filter</source>
        <translation>auf Punkten trainieren, die sie enthalten, oder solche Punkte mit einem Filter auslassen</translation>
    </message>
    <message>
        <source>choose adam, sgd or spsa, or pull the points as a dataset</source>
        <translation>adam, sgd oder spsa wählen oder die Punkte als Datensatz abholen</translation>
    </message>
    <message>
        <source>put back what was there and resume the run, or train anew on what is there now</source>
        <translation>wiederherstellen, was da war, und den Lauf fortsetzen, oder neu trainieren auf dem, was jetzt da ist</translation>
    </message>
    <message>
        <source>no point has a field &apos;%1&apos;, which the filter asks about</source>
        <translation>kein Punkt hat ein Feld „%1“, nach dem der Filter fragt</translation>
    </message>
    <message>
        <source>no point has a field &apos;%1&apos;, which the filter asks about; %2</source>
        <translation>kein Punkt hat ein Feld „%1“, nach dem der Filter fragt; %2</translation>
    </message>
    <message>
        <source>none of the first %1 points has a field &apos;%2&apos;, which the filter asks about</source>
        <translation>keiner der ersten %1 Punkte hat ein Feld „%2“, nach dem der Filter fragt</translation>
    </message>
    <message>
        <source>none of the first %1 points has a field &apos;%2&apos;, which the filter asks about; %3</source>
        <translation>keiner der ersten %1 Punkte hat ein Feld „%2“, nach dem der Filter fragt; %3</translation>
    </message>
</context>
<context>
    <name>CoreTexts</name>
    <message>
        <source>Identity</source>
        <translation>Identität</translation>
    </message>
    <message>
        <source>Leaves the qubit as it is.</source>
        <translation>Lässt das Qubit, wie es ist.</translation>
    </message>
    <message>
        <source>Pauli X</source>
        <translation>Pauli X</translation>
    </message>
    <message>
        <source>Flips |0⟩ and |1⟩: the quantum NOT.</source>
        <translation>Vertauscht |0⟩ und |1⟩: das Nicht der Quanten.</translation>
    </message>
    <message>
        <source>Pauli Y</source>
        <translation>Pauli Y</translation>
    </message>
    <message>
        <source>Half a turn about the Y axis: flips bit and phase.</source>
        <translation>Halbe Drehung um die Y-Achse: kehrt Bit und Phase um.</translation>
    </message>
    <message>
        <source>Pauli Z</source>
        <translation>Pauli Z</translation>
    </message>
    <message>
        <source>Flips the sign of |1⟩.</source>
        <translation>Kehrt das Vorzeichen von |1⟩ um.</translation>
    </message>
    <message>
        <source>Hadamard</source>
        <translation>Hadamard</translation>
    </message>
    <message>
        <source>Takes |0⟩ and |1⟩ to their equal superpositions and back.</source>
        <translation>Führt |0⟩ und |1⟩ in ihre gleichen Überlagerungen und zurück.</translation>
    </message>
    <message>
        <source>S gate</source>
        <translation>S-Gatter</translation>
    </message>
    <message>
        <source>Quarter turn about the Z axis, the square root of Z.</source>
        <translation>Vierteldrehung um die Z-Achse, die Quadratwurzel von Z.</translation>
    </message>
    <message>
        <source>S dagger</source>
        <translation>S adjungiert</translation>
    </message>
    <message>
        <source>The inverse of S.</source>
        <translation>Die Umkehrung von S.</translation>
    </message>
    <message>
        <source>T gate</source>
        <translation>T-Gatter</translation>
    </message>
    <message>
        <source>Eighth of a turn about the Z axis, the square root of S.</source>
        <translation>Achteldrehung um die Z-Achse, die Quadratwurzel von S.</translation>
    </message>
    <message>
        <source>T dagger</source>
        <translation>T adjungiert</translation>
    </message>
    <message>
        <source>The inverse of T.</source>
        <translation>Die Umkehrung von T.</translation>
    </message>
    <message>
        <source>Square root of X</source>
        <translation>Quadratwurzel von X</translation>
    </message>
    <message>
        <source>Applied twice it is X.</source>
        <translation>Zweimal angewandt ist es X.</translation>
    </message>
    <message>
        <source>Inverse square root of X</source>
        <translation>Umgekehrte Quadratwurzel von X</translation>
    </message>
    <message>
        <source>The inverse of √X.</source>
        <translation>Die Umkehrung von √X.</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>Tausch (SWAP)</translation>
    </message>
    <message>
        <source>Exchanges the states of two qubits.</source>
        <translation>Vertauscht die Zustände zweier Qubits.</translation>
    </message>
    <message>
        <source>iSwap</source>
        <translation>iSwap</translation>
    </message>
    <message>
        <source>Exchanges two qubits and multiplies |01⟩ and |10⟩ by i.</source>
        <translation>Vertauscht zwei Qubits und multipliziert |01⟩ und |10⟩ mit i.</translation>
    </message>
    <message>
        <source>Echoed cross-resonance</source>
        <translation>Kreuzresonanz mit Echo</translation>
    </message>
    <message>
        <source>IBM&apos;s native entangler, (X⊗1 − Y⊗X)/√2 with the first target first.</source>
        <translation>Das native Verschränkungsgatter von IBM, (X⊗1 − Y⊗X)/√2 mit dem ersten Ziel zuerst.</translation>
    </message>
    <message>
        <source>Relative-phase Toffoli</source>
        <translation>Toffoli mit relativer Phase</translation>
    </message>
    <message>
        <source>A Toffoli up to phases, with only three CX gates.</source>
        <translation>Ein Toffoli bis auf Phasen, mit nur drei CX-Gattern.</translation>
    </message>
    <message>
        <source>Relative-phase triple-controlled X</source>
        <translation>Dreifach gesteuertes X mit relativer Phase</translation>
    </message>
    <message>
        <source>A triple-controlled X up to phases.</source>
        <translation>Ein dreifach gesteuertes X bis auf Phasen.</translation>
    </message>
    <message>
        <source>X rotation</source>
        <translation>X-Drehung</translation>
    </message>
    <message>
        <source>Turns by θ about the X axis: exp(−iθX/2).</source>
        <translation>Dreht um θ um die X-Achse: exp(−iθX/2).</translation>
    </message>
    <message>
        <source>Y rotation</source>
        <translation>Y-Drehung</translation>
    </message>
    <message>
        <source>Turns by θ about the Y axis: exp(−iθY/2).</source>
        <translation>Dreht um θ um die Y-Achse: exp(−iθY/2).</translation>
    </message>
    <message>
        <source>Z rotation</source>
        <translation>Z-Drehung</translation>
    </message>
    <message>
        <source>Turns by θ about the Z axis: exp(−iθZ/2).</source>
        <translation>Dreht um θ um die Z-Achse: exp(−iθZ/2).</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>Phase</translation>
    </message>
    <message>
        <source>Multiplies |1⟩ by e^(iλ): diag(1, e^(iλ)).</source>
        <translation>Multipliziert |1⟩ mit e^(iλ): diag(1, e^(iλ)).</translation>
    </message>
    <message>
        <source>Global phase</source>
        <translation>Globale Phase</translation>
    </message>
    <message>
        <source>Multiplies the whole state by e^(iγ); under a control it is a phase gate.</source>
        <translation>Multipliziert den ganzen Zustand mit e^(iγ); mit einer Steuerung ist es ein Phasengatter.</translation>
    </message>
    <message>
        <source>Wait</source>
        <translation>Warten</translation>
    </message>
    <message>
        <source>Waits for γ cycles: the identity.</source>
        <translation>Wartet γ Takte: die Identität.</translation>
    </message>
    <message>
        <source>Any one-qubit gate</source>
        <translation>Beliebiges Ein-Qubit-Gatter</translation>
    </message>
    <message>
        <source>[[cos θ/2, −e^(iλ) sin θ/2], [e^(iφ) sin θ/2, e^(i(φ+λ)) cos θ/2]]; equals u3 times e^(i(φ+λ)/2).</source>
        <translation>[[cos θ/2, −e^(iλ) sin θ/2], [e^(iφ) sin θ/2, e^(i(φ+λ)) cos θ/2]]; gleich u3 mal e^(i(φ+λ)/2).</translation>
    </message>
    <message>
        <source>OpenQASM 3&apos;s built-in gate</source>
        <translation>Das eingebaute Gatter von OpenQASM 3</translation>
    </message>
    <message>
        <source>The same turn as u with OpenQASM 3&apos;s global phase: u times e^(iθ/2).</source>
        <translation>Dieselbe Drehung wie u mit der globalen Phase von OpenQASM 3: u mal e^(iθ/2).</translation>
    </message>
    <message>
        <source>Quarter-turn Euler gate</source>
        <translation>Euler-Gatter der Vierteldrehung</translation>
    </message>
    <message>
        <source>u3 with θ = π/2.</source>
        <translation>u3 mit θ = π/2.</translation>
    </message>
    <message>
        <source>Euler gate of determinant 1</source>
        <translation>Euler-Gatter mit Determinante 1</translation>
    </message>
    <message>
        <source>RZ(φ)·RY(θ)·RZ(λ); equals u times e^(−i(φ+λ)/2).</source>
        <translation>RZ(φ)·RY(θ)·RZ(λ); gleich u mal e^(−i(φ+λ)/2).</translation>
    </message>
    <message>
        <source>Any one-qubit gate with its phase</source>
        <translation>Beliebiges Ein-Qubit-Gatter mit seiner Phase</translation>
    </message>
    <message>
        <source>u times e^(iγ); under one control it is OpenQASM&apos;s cu.</source>
        <translation>u mal e^(iγ); mit einer Steuerung ist es das cu von OpenQASM.</translation>
    </message>
    <message>
        <source>XX rotation</source>
        <translation>XX-Drehung</translation>
    </message>
    <message>
        <source>Turns both qubits together: exp(−iθ X⊗X/2).</source>
        <translation>Dreht beide Qubits gemeinsam: exp(−iθ X⊗X/2).</translation>
    </message>
    <message>
        <source>YY rotation</source>
        <translation>YY-Drehung</translation>
    </message>
    <message>
        <source>Turns both qubits together: exp(−iθ Y⊗Y/2).</source>
        <translation>Dreht beide Qubits gemeinsam: exp(−iθ Y⊗Y/2).</translation>
    </message>
    <message>
        <source>ZZ rotation</source>
        <translation>ZZ-Drehung</translation>
    </message>
    <message>
        <source>Phase by the parity of two qubits: exp(−iθ Z⊗Z/2).</source>
        <translation>Phase nach der Parität zweier Qubits: exp(−iθ Z⊗Z/2).</translation>
    </message>
    <message>
        <source>ZX rotation</source>
        <translation>ZX-Drehung</translation>
    </message>
    <message>
        <source>exp(−iθ Z⊗X/2): Z on the first target, X on the second.</source>
        <translation>exp(−iθ Z⊗X/2): Z auf dem ersten Ziel, X auf dem zweiten.</translation>
    </message>
    <message>
        <source>XZ rotation</source>
        <translation>XZ-Drehung</translation>
    </message>
    <message>
        <source>exp(−iθ X⊗Z/2): X on the first target, Z on the second.</source>
        <translation>exp(−iθ X⊗Z/2): X auf dem ersten Ziel, Z auf dem zweiten.</translation>
    </message>
    <message>
        <source>XY rotation</source>
        <translation>XY-Drehung</translation>
    </message>
    <message>
        <source>exp(−iθ X⊗Y/2): X on the first target, Y on the second.</source>
        <translation>exp(−iθ X⊗Y/2): X auf dem ersten Ziel, Y auf dem zweiten.</translation>
    </message>
    <message>
        <source>YX rotation</source>
        <translation>YX-Drehung</translation>
    </message>
    <message>
        <source>exp(−iθ Y⊗X/2): Y on the first target, X on the second.</source>
        <translation>exp(−iθ Y⊗X/2): Y auf dem ersten Ziel, X auf dem zweiten.</translation>
    </message>
    <message>
        <source>YZ rotation</source>
        <translation>YZ-Drehung</translation>
    </message>
    <message>
        <source>exp(−iθ Y⊗Z/2): Y on the first target, Z on the second.</source>
        <translation>exp(−iθ Y⊗Z/2): Y auf dem ersten Ziel, Z auf dem zweiten.</translation>
    </message>
    <message>
        <source>ZY rotation</source>
        <translation>ZY-Drehung</translation>
    </message>
    <message>
        <source>exp(−iθ Z⊗Y/2): Z on the first target, Y on the second.</source>
        <translation>exp(−iθ Z⊗Y/2): Z auf dem ersten Ziel, Y auf dem zweiten.</translation>
    </message>
    <message>
        <source>GPI</source>
        <translation>GPI</translation>
    </message>
    <message>
        <source>Half a turn about an axis in the XY plane, φ radians from X: [[0, e^(−iφ)], [e^(iφ), 0]].</source>
        <translation>Halbe Drehung um eine Achse in der XY-Ebene, φ rad von X: [[0, e^(−iφ)], [e^(iφ), 0]].</translation>
    </message>
    <message>
        <source>GPI2</source>
        <translation>GPI2</translation>
    </message>
    <message>
        <source>Quarter turn about an axis in the XY plane, φ radians from X.</source>
        <translation>Vierteldrehung um eine Achse in der XY-Ebene, φ rad von X.</translation>
    </message>
    <message>
        <source>Mølmer–Sørensen</source>
        <translation>Mølmer–Sørensen</translation>
    </message>
    <message>
        <source>exp(−iθ/2 · GPI(φ0)⊗GPI(φ1)), in radians; fully entangling at θ = π/2.</source>
        <translation>exp(−iθ/2 · GPI(φ0)⊗GPI(φ1)), im Bogenmaß; verschränkt vollständig bei θ = π/2.</translation>
    </message>
    <message>
        <source>Native ZZ</source>
        <translation>Natives ZZ</translation>
    </message>
    <message>
        <source>exp(−iθ Z⊗Z/2) in radians; the same turn as rzz.</source>
        <translation>exp(−iθ Z⊗Z/2) im Bogenmaß; dieselbe Drehung wie rzz.</translation>
    </message>
    <message>
        <source>Controlled X</source>
        <translation>Gesteuertes X</translation>
    </message>
    <message>
        <source>Acts on the last qubits where the leading ones, its controls, are |1⟩.</source>
        <translation>Wirkt auf die letzten Qubits, wo die ersten, seine Steuerungen, |1⟩ sind.</translation>
    </message>
    <message>
        <source>Controlled Y</source>
        <translation>Gesteuertes Y</translation>
    </message>
    <message>
        <source>Controlled Z</source>
        <translation>Gesteuertes Z</translation>
    </message>
    <message>
        <source>Controlled Hadamard</source>
        <translation>Gesteuertes Hadamard</translation>
    </message>
    <message>
        <source>Controlled S</source>
        <translation>Gesteuertes S</translation>
    </message>
    <message>
        <source>Controlled S dagger</source>
        <translation>Gesteuertes adjungiertes S</translation>
    </message>
    <message>
        <source>Controlled √X</source>
        <translation>Gesteuertes √X</translation>
    </message>
    <message>
        <source>Controlled phase</source>
        <translation>Gesteuerte Phase</translation>
    </message>
    <message>
        <source>Controlled X rotation</source>
        <translation>Gesteuerte X-Drehung</translation>
    </message>
    <message>
        <source>Controlled Y rotation</source>
        <translation>Gesteuerte Y-Drehung</translation>
    </message>
    <message>
        <source>Controlled Z rotation</source>
        <translation>Gesteuerte Z-Drehung</translation>
    </message>
    <message>
        <source>Controlled u</source>
        <translation>Gesteuertes u</translation>
    </message>
    <message>
        <source>Controlled u with its phase</source>
        <translation>Gesteuertes u mit seiner Phase</translation>
    </message>
    <message>
        <source>Controlled swap</source>
        <translation>Gesteuerter Tausch</translation>
    </message>
    <message>
        <source>Doubly controlled X</source>
        <translation>Zweifach gesteuertes X</translation>
    </message>
    <message>
        <source>Doubly controlled Z</source>
        <translation>Zweifach gesteuertes Z</translation>
    </message>
    <message>
        <source>Triply controlled X</source>
        <translation>Dreifach gesteuertes X</translation>
    </message>
    <message>
        <source>Triply controlled √X</source>
        <translation>Dreifach gesteuertes √X</translation>
    </message>
    <message>
        <source>X under four controls</source>
        <translation>X mit vier Steuerungen</translation>
    </message>
    <message>
        <source>Hardware-efficient ansatz</source>
        <translation>Hardware-effizienter Ansatz</translation>
    </message>
    <message>
        <source>Rotations on every qubit between layers of neighbouring two-qubit gates.</source>
        <translation>Drehungen auf jedem Qubit zwischen Schichten von Zwei-Qubit-Gattern auf Nachbarn.</translation>
    </message>
    <message>
        <source>Repetitions of the block</source>
        <translation>Wiederholungen des Blocks</translation>
    </message>
    <message>
        <source>Two-qubit gate</source>
        <translation>Zwei-Qubit-Gatter</translation>
    </message>
    <message>
        <source>Which pairs</source>
        <translation>Welche Paare</translation>
    </message>
    <message>
        <source>Strongly entangling layers</source>
        <translation>Stark verschränkende Schichten</translation>
    </message>
    <message>
        <source>General rotations, then CNOTs whose reach grows from layer to layer.</source>
        <translation>Allgemeine Drehungen, dann CNOTs, deren Reichweite von Schicht zu Schicht wächst.</translation>
    </message>
    <message>
        <source>Data re-uploading</source>
        <translation>Wiederholtes Einlesen der Daten</translation>
    </message>
    <message>
        <source>Features enter again in every layer, between trainable rotations.</source>
        <translation>Die Merkmale kommen in jeder Schicht wieder, zwischen trainierbaren Drehungen.</translation>
    </message>
    <message>
        <source>How many features</source>
        <translation>Wie viele Merkmale</translation>
    </message>
    <message>
        <source>Names of the features, separated by commas</source>
        <translation>Namen der Merkmale, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>QAOA</source>
        <translation>QAOA</translation>
    </message>
    <message>
        <source>Alternates a cost of neighbouring spins with a mixer; two weights a layer.</source>
        <translation>Wechselt zwischen den Kosten benachbarter Spins und einem Mischer; zwei Gewichte je Schicht.</translation>
    </message>
    <message>
        <source>Which spins interact</source>
        <translation>Welche Spins wechselwirken</translation>
    </message>
    <message>
        <source>Local fields beside the couplings; off is MaxCut</source>
        <translation>Lokale Felder neben den Kopplungen; ohne sie ist es MaxCut</translation>
    </message>
    <message>
        <source>Unitary coupled cluster</source>
        <translation>Unitärer Coupled-Cluster-Ansatz</translation>
    </message>
    <message>
        <source>Single and double excitations of electrons after the Hartree–Fock state; one weight each.</source>
        <translation>Einfach- und Zweifachanregungen von Elektronen nach dem Hartree-Fock-Zustand; je ein Gewicht.</translation>
    </message>
    <message>
        <source>How many of the first qubits are occupied; even ones are spin up</source>
        <translation>Wie viele der ersten Qubits besetzt sind; gerade stehen für Spin auf</translation>
    </message>
    <message>
        <source>Quantum Fourier transform</source>
        <translation>Quanten-Fouriertransformation</translation>
    </message>
    <message>
        <source>The discrete Fourier transform of the amplitudes.</source>
        <translation>Die diskrete Fouriertransformation der Amplituden.</translation>
    </message>
    <message>
        <source>Which way</source>
        <translation>In welche Richtung</translation>
    </message>
    <message>
        <source>GHZ state</source>
        <translation>GHZ-Zustand</translation>
    </message>
    <message>
        <source>All qubits zero and all qubits one, in equal superposition.</source>
        <translation>Alle Qubits null und alle Qubits eins, in gleicher Überlagerung.</translation>
    </message>
    <message>
        <source>W state</source>
        <translation>W-Zustand</translation>
    </message>
    <message>
        <source>One excitation shared by all qubits equally.</source>
        <translation>Eine Anregung, die sich alle Qubits gleich teilen.</translation>
    </message>
    <message>
        <source>Grover search</source>
        <translation>Grover-Suche</translation>
    </message>
    <message>
        <source>Finds the marked basis state.</source>
        <translation>Findet den markierten Basiszustand.</translation>
    </message>
    <message>
        <source>The basis state to find, as a number</source>
        <translation>Der gesuchte Basiszustand, als Zahl</translation>
    </message>
    <message>
        <source>How many rounds; best is the textbook number</source>
        <translation>Wie viele Runden; best ist die Zahl aus dem Lehrbuch</translation>
    </message>
    <message>
        <source>Phase estimation</source>
        <translation>Phasenschätzung</translation>
    </message>
    <message>
        <source>Reads the phase of a phase gate into the counting qubits.</source>
        <translation>Liest die Phase eines Phasengatters in die zählenden Qubits.</translation>
    </message>
    <message>
        <source>The phase in turns</source>
        <translation>Die Phase in Umdrehungen</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>One feature a qubit, as a rotation angle.</source>
        <translation>Ein Merkmal je Qubit, als Drehwinkel.</translation>
    </message>
    <message>
        <source>Axis of the rotation</source>
        <translation>Achse der Drehung</translation>
    </message>
    <message>
        <source>Dense angle</source>
        <translation>Dichter Winkel</translation>
    </message>
    <message>
        <source>Two features a qubit: a rotation and a relative phase.</source>
        <translation>Zwei Merkmale je Qubit: eine Drehung und eine relative Phase.</translation>
    </message>
    <message>
        <source>Amplitude</source>
        <translation>Amplitude</translation>
    </message>
    <message>
        <source>2ⁿ features in n qubits, prepared exactly.</source>
        <translation>2ⁿ Merkmale in n Qubits, genau hergestellt.</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Each feature 0 or 1 flips a qubit.</source>
        <translation>Jedes Merkmal, 0 oder 1, kippt ein Qubit.</translation>
    </message>
    <message>
        <source>ZZ feature map</source>
        <translation>ZZ-Merkmalsabbildung</translation>
    </message>
    <message>
        <source>Phases of single features and of pairs.</source>
        <translation>Phasen einzelner Merkmale und von Paaren.</translation>
    </message>
    <message>
        <source>How often the block is repeated</source>
        <translation>Wie oft der Block wiederholt wird</translation>
    </message>
    <message>
        <source>Which pairs of features</source>
        <translation>Welche Paare von Merkmalen</translation>
    </message>
    <message>
        <source>Pauli feature map</source>
        <translation>Pauli-Merkmalsabbildung</translation>
    </message>
    <message>
        <source>Evolutions under Pauli strings of one and two features.</source>
        <translation>Zeitentwicklungen unter Pauli-Ketten von einem und zwei Merkmalen.</translation>
    </message>
    <message>
        <source>Strings, separated by commas</source>
        <translation>Ketten, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>IQP</source>
        <translation>IQP</translation>
    </message>
    <message>
        <source>Hadamards around commuting phases of features and their products.</source>
        <translation>Hadamards um vertauschende Phasen der Merkmale und ihrer Produkte.</translation>
    </message>
    <message>
        <source>Iris flowers</source>
        <translation>Schwertlilien (Iris)</translation>
    </message>
    <message>
        <source>Three species of iris told apart by four lengths of their petals and sepals.</source>
        <translation>Drei Arten von Schwertlilien, unterschieden durch vier Maße ihrer Kron- und Kelchblätter.</translation>
    </message>
    <message>
        <source>Wine</source>
        <translation>Wein</translation>
    </message>
    <message>
        <source>Three cultivars from one region of Italy by thirteen chemical measurements.</source>
        <translation>Drei Rebsorten einer Gegend Italiens nach dreizehn chemischen Messwerten.</translation>
    </message>
    <message>
        <source>Breast cancer (Wisconsin)</source>
        <translation>Brustkrebs (Wisconsin)</translation>
    </message>
    <message>
        <source>Malignant or benign, by thirty features of cell nuclei in a digitised image.</source>
        <translation>Bösartig oder gutartig, nach dreißig Merkmalen von Zellkernen in einem digitalen Bild.</translation>
    </message>
    <message>
        <source>Handwritten digits</source>
        <translation>Handgeschriebene Ziffern</translation>
    </message>
    <message>
        <source>Images of 8 by 8 pixels, each with 17 levels of grey, of the digits 0 to 9.</source>
        <translation>Bilder von 8 mal 8 Pixeln mit je 17 Graustufen, von den Ziffern 0 bis 9.</translation>
    </message>
    <message>
        <source>Two moons</source>
        <translation>Zwei Monde</translation>
    </message>
    <message>
        <source>Two half circles that reach into each other, with a little noise.</source>
        <translation>Zwei Halbkreise, die ineinander greifen, mit ein wenig Rauschen.</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>Kreise</translation>
    </message>
    <message>
        <source>A ring around a smaller ring, with a little noise.</source>
        <translation>Ein Ring um einen kleineren Ring, mit ein wenig Rauschen.</translation>
    </message>
    <message>
        <source>Exclusive or</source>
        <translation>Exklusives Oder</translation>
    </message>
    <message>
        <source>Points of a square; the class says whether the signs of x and y differ.</source>
        <translation>Punkte eines Quadrats; die Klasse sagt, ob sich die Vorzeichen von x und y unterscheiden.</translation>
    </message>
    <message>
        <source>IonQ&apos;s own cloud quotes prices to each account; these are the ones it publishes through Azure. The page calls 12.4166 and 97.50 the minimum price of a program and also adds it to the gate-shots in its formula; which of the two holds for a job of several circuits is not said.</source>
        <translation>IonQs eigene Cloud nennt jedem Konto seine Preise; dies sind die, die über Azure veröffentlicht sind. Die Seite nennt 12,4166 und 97,50 den Mindestpreis eines Programms und zählt ihn in ihrer Formel auch zum Preis der Gatter hinzu; was davon für einen Auftrag mit mehreren Schaltkreisen gilt, ist nicht gesagt.</translation>
    </message>
    <message>
        <source>The IonQ simulator is free of charge.</source>
        <translation>Der Simulator von IonQ ist kostenlos.</translation>
    </message>
    <message>
        <source>Seconds by IBM&apos;s rule of thumb without error mitigation, 2 + 0.00035 times the executions of a job (IBM Quantum documentation, Workload usage, 2025). The Open Plan&apos;s free minutes are not taken off.</source>
        <translation>Sekunden nach IBMs Faustregel ohne Fehlerminderung, 2 + 0,00035 mal die Ausführungen eines Auftrags (IBM-Quantum-Dokumentation, Workload usage, 2025). Die freien Minuten des Open Plan sind nicht abgezogen.</translation>
    </message>
    <message>
        <source>Bought in advance, from 30,000 USD. Seconds by IBM&apos;s rule of thumb, 2 + 0.00035 times the executions of a job (IBM Quantum documentation, Workload usage, 2025).</source>
        <translation>Im Voraus gekauft, ab 30.000 USD. Sekunden nach IBMs Faustregel, 2 + 0,00035 mal die Ausführungen eines Auftrags (IBM-Quantum-Dokumentation, Workload usage, 2025).</translation>
    </message>
    <message>
        <source>A yearly subscription. Seconds by IBM&apos;s rule of thumb, 2 + 0.00035 times the executions of a job (IBM Quantum documentation, Workload usage, 2025).</source>
        <translation>Ein Jahresabonnement. Sekunden nach IBMs Faustregel, 2 + 0,00035 mal die Ausführungen eines Auftrags (IBM-Quantum-Dokumentation, Workload usage, 2025).</translation>
    </message>
    <message>
        <source>This machine, without errors</source>
        <translation>Dieser Rechner, ohne Fehler</translation>
    </message>
    <message>
        <source>IonQ Aria</source>
        <translation>IonQ Aria</translation>
    </message>
    <message>
        <source>IonQ Forte</source>
        <translation>IonQ Forte</translation>
    </message>
    <message>
        <source>Heavy-hex lattice of 27 qubits (ibm_hanoi, Falcon)</source>
        <translation>Heavy-Hex-Gitter aus 27 Qubits (ibm_hanoi, Falcon)</translation>
    </message>
    <message>
        <source>Heavy-hex lattice of 127 qubits (ibm_sherbrooke, Eagle r3)</source>
        <translation>Heavy-Hex-Gitter aus 127 Qubits (ibm_sherbrooke, Eagle r3)</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Vectors under cosine</source>
        <translation>Kosinus-Vektoren</translation>
    </message>
    <message>
        <source>Qdrant stores them with length 1; exact keeps the given ones beside, which takes more than twice the room.</source>
        <translation>Qdrant speichert sie mit Länge 1; „exact“ bewahrt die gegebenen daneben auf, was mehr als doppelt so viel Platz braucht.</translation>
    </message>
    <message>
        <source>Namespace</source>
        <translation>Namensraum</translation>
    </message>
    <message>
        <source>The part of each index that is read and written.</source>
        <translation>Der Teil jedes Index, der gelesen und geschrieben wird.</translation>
    </message>
    <message>
        <source>Cloud</source>
        <translation>Cloud</translation>
    </message>
    <message>
        <source>Whose machines hold new indexes.</source>
        <translation>Auf wessen Rechnern neue Indizes liegen.</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Where new indexes are made, as that cloud calls it.</source>
        <translation>Wo neue Indizes angelegt werden, so wie diese Cloud es nennt.</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>The schema of the database that holds the collections and files.</source>
        <translation>Das Schema der Datenbank, in dem die Sammlungen und Dateien liegen.</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>What collections with an approximate index get when they are prepared; &apos;none&apos; answers exactly.</source>
        <translation>Was Sammlungen mit näherungsweisem Index beim Vorbereiten bekommen; „none“ antwortet exakt.</translation>
    </message>
    <message>
        <source>IVFFlat lists</source>
        <translation>IVFFlat-Listen</translation>
    </message>
    <message>
        <source>How many lists IVFFlat makes; empty: by the number of points.</source>
        <translation>Wie viele Listen IVFFlat anlegt; leer: nach der Zahl der Punkte.</translation>
    </message>
    <message>
        <source>IVFFlat probes</source>
        <translation>IVFFlat-Proben</translation>
    </message>
    <message>
        <source>How many of them a query looks at; empty: the square root.</source>
        <translation>Wie viele davon eine Anfrage ansieht; leer: die Quadratwurzel.</translation>
    </message>
    <message>
        <source>HNSW ef</source>
        <translation>HNSW-ef</translation>
    </message>
    <message>
        <source>Candidates HNSW keeps while it searches, where a query does not say.</source>
        <translation>Kandidaten, die HNSW beim Suchen behält, wenn die Anfrage nichts angibt.</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Seconds a statement may take (not the building of an index); 0: any.</source>
        <translation>Sekunden, die eine Anweisung dauern darf (nicht das Bauen eines Index); 0: beliebig.</translation>
    </message>
</context>
<context>
    <name>JobWords</name>
    <message>
        <source>“Submit again…” submits its circuits once more</source>
        <translation>„Erneut senden …“ sendet seine Schaltkreise noch einmal</translation>
    </message>
    <message>
        <source>; the job then goes on by itself</source>
        <translation>; der Auftrag geht dann von selbst weiter</translation>
    </message>
    <message>
        <source>“Submit again…”</source>
        <translation>„Erneut senden …“</translation>
    </message>
    <message>
        <source>“Attach by id…” with \1</source>
        <translation>„Mit Kennung übernehmen …“ mit \1</translation>
    </message>
    <message>
        <source>it is in this list as \1</source>
        <translation>er steht in dieser Liste als \1</translation>
    </message>
    <message>
        <source>this list shows those that exist</source>
        <translation>diese Liste zeigt die vorhandenen</translation>
    </message>
    <message>
        <source>the window takes it up by itself</source>
        <translation>das Fenster nimmt ihn von selbst wieder auf</translation>
    </message>
    <message>
        <source>“Test” under Accounts</source>
        <translation>„Test“ unter „Konten“</translation>
    </message>
    <message>
        <source>“Save key” under Accounts</source>
        <translation>„Schlüssel speichern“ unter „Konten“</translation>
    </message>
</context>
<context>
    <name>JobsTexts</name>
    <message>
        <source>before the first step</source>
        <translation>vor dem ersten Schritt</translation>
    </message>
    <message>
        <source>epoch %1, step %2</source>
        <translation>Epoche %1, Schritt %2</translation>
    </message>
    <message>
        <source>after epoch %1</source>
        <translation>nach Epoche %1</translation>
    </message>
    <message>
        <source>the result</source>
        <translation>das Ergebnis</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>%1 of %2 spent</source>
        <translation>%1 von %2 ausgegeben</translation>
    </message>
    <message>
        <source>%1 spent</source>
        <translation>%1 ausgegeben</translation>
    </message>
    <message numerus="yes">
        <source>, and %n job(s) without a price</source>
        <translation>
            <numerusform>, dazu %n Auftrag ohne Preis</numerusform>
            <numerusform>, dazu %n Aufträge ohne Preis</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) out at %1</source>
        <translation>
            <numerusform>%n Auftrag bei %1 unterwegs</numerusform>
            <numerusform>%n Aufträge bei %1 unterwegs</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) at %1</source>
        <translation>
            <numerusform>%n Auftrag bei %1</numerusform>
            <numerusform>%n Aufträge bei %1</numerusform>
        </translation>
    </message>
    <message>
        <source>would have cost %1 (practice)</source>
        <translation>hätte %1 gekostet (Übung)</translation>
    </message>
    <message>
        <source>would have cost %1 of at most %2 (practice)</source>
        <translation>hätte %1 von höchstens %2 gekostet (Übung)</translation>
    </message>
</context>
<context>
    <name>OperationText</name>
    <message>
        <source>Measurement</source>
        <translation>Messung</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Barrier</source>
        <translation>Barriere</translation>
    </message>
    <message>
        <source>Controlled %1</source>
        <translation>Gesteuertes %1</translation>
    </message>
    <message>
        <source>control %1</source>
        <translation>Steuerung %1</translation>
    </message>
    <message>
        <source>anti-control %1</source>
        <translation>Gegensteuerung %1</translation>
    </message>
    <message>
        <source>all qubits</source>
        <translation>alle Qubits</translation>
    </message>
    <message>
        <source>target %1</source>
        <translation>Ziel %1</translation>
    </message>
    <message>
        <source>angle %1</source>
        <translation>Winkel %1</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>Schritt %1</translation>
    </message>
    <message numerus="yes">
        <source>%n qubit(s)</source>
        <translation>
            <numerusform>%n Qubit</numerusform>
            <numerusform>%n Qubits</numerusform>
        </translation>
    </message>
    <message>
        <source>depth %1</source>
        <translation>Tiefe %1</translation>
    </message>
    <message numerus="yes">
        <source>%n gate(s)</source>
        <translation>
            <numerusform>%n Gatter</numerusform>
            <numerusform>%n Gatter</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 two-qubit</source>
        <translation>%1 auf zwei Qubits</translation>
    </message>
    <message>
        <source>%1 trainable</source>
        <translation>%1 trainierbar</translation>
    </message>
    <message>
        <source>%1 frozen</source>
        <translation>%1 eingefroren</translation>
    </message>
    <message>
        <source>%1 from data</source>
        <translation>%1 aus Daten</translation>
    </message>
    <message numerus="yes">
        <source>%n measurement(s)</source>
        <translation>
            <numerusform>%n Messung</numerusform>
            <numerusform>%n Messungen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PriceSentences</name>
    <message>
        <source>gates of every shot</source>
        <translation>Gatter jedes Shots</translation>
    </message>
    <message>
        <source>the least that a job costs</source>
        <translation>der Mindestpreis eines Auftrags</translation>
    </message>
    <message>
        <source>%1 for each second of the machine</source>
        <translation>%1 je Sekunde der Maschine</translation>
    </message>
    <message>
        <source>how much longer a job takes with error mitigation is not published</source>
        <translation>wie viel länger ein Auftrag mit Fehlerminderung dauert, ist nicht veröffentlicht</translation>
    </message>
    <message>
        <source>it runs on this machine</source>
        <translation>es läuft auf diesem Rechner</translation>
    </message>
    <message>
        <source>free of charge</source>
        <translation>kostenlos</translation>
    </message>
    <message>
        <source>the provider&apos;s own estimate</source>
        <translation>die Schätzung des Anbieters</translation>
    </message>
    <message>
        <source>no published price of %1 is known</source>
        <translation>für %1 ist kein veröffentlichter Preis bekannt</translation>
    </message>
    <message>
        <source>The provider&apos;s estimate is %1 %2.</source>
        <extracomment>%1 is a number, %2 a unit that is no currency, such as &quot;credit&quot;</extracomment>
        <translation>Der Anbieter schätzt %1 %2.</translation>
    </message>
    <message>
        <source>No angle depends on a column: all rows share their circuits.</source>
        <translation>Kein Winkel hängt von einer Spalte ab: Alle Zeilen teilen sich ihre Schaltkreise.</translation>
    </message>
    <message>
        <source>The rows are not known: equal ones would need fewer circuits than this.</source>
        <translation>Die Zeilen sind nicht bekannt: Gleiche kämen mit weniger Schaltkreisen aus.</translation>
    </message>
    <message>
        <source>Of %2 rows, %1 give different circuits.</source>
        <translation>Von %2 Zeilen ergeben %1 verschiedene Schaltkreise.</translation>
    </message>
    <message>
        <source>Of %2 rows, %1 have different values; their circuits are too many to be compared.</source>
        <translation>Von %2 Zeilen haben %1 verschiedene Werte; ihre Schaltkreise sind zu viele, um sie zu vergleichen.</translation>
    </message>
    <message>
        <source>How many equal ones meet in a batch is up to the shuffle.</source>
        <translation>Wie viele gleiche in einem Batch zusammentreffen, entscheidet das Mischen.</translation>
    </message>
    <message>
        <source>Rows of validation and test count as all different.</source>
        <translation>Die Zeilen zum Validieren und Testen zählen als alle verschieden.</translation>
    </message>
    <message>
        <source>Unbiased; the variance is at most %1 over the shots.</source>
        <translation>Erwartungstreu; die Varianz ist höchstens %1 durch die Shots.</translation>
    </message>
    <message>
        <source>With steps of %1 the bias squared is at most a fifth of the error&apos;s.</source>
        <translation>Mit Schritten von %1 ist das Quadrat der Verzerrung höchstens ein Fünftel des Fehlerquadrats.</translation>
    </message>
    <message>
        <source>Averaged over %1 directions, with perturbations of %2.</source>
        <translation>Gemittelt über %1 Richtungen, mit Störungen von %2.</translation>
    </message>
    <message>
        <source>The gradient&apos;s norm is known.</source>
        <translation>Die Norm des Gradienten ist bekannt.</translation>
    </message>
    <message>
        <source>Of the gradient&apos;s norm only a bound is known.</source>
        <translation>Von der Norm des Gradienten ist nur eine Schranke bekannt.</translation>
    </message>
    <message>
        <source>Columns whose values are not known were taken as 1.</source>
        <translation>Spalten, deren Werte nicht bekannt sind, wurden als 1 genommen.</translation>
    </message>
</context>
<context>
    <name>PriceTexts</name>
    <message>
        <source>less than a second</source>
        <translation>weniger als eine Sekunde</translation>
    </message>
    <message numerus="yes">
        <source>about %n second(s)</source>
        <translation>
            <numerusform>etwa %n Sekunde</numerusform>
            <numerusform>etwa %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n minute(s)</source>
        <translation>
            <numerusform>etwa %n Minute</numerusform>
            <numerusform>etwa %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n hour(s)</source>
        <translation>
            <numerusform>etwa %n Stunde</numerusform>
            <numerusform>etwa %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %n day(s)</source>
        <translation>
            <numerusform>etwa %n Tag</numerusform>
            <numerusform>etwa %n Tage</numerusform>
        </translation>
    </message>
    <message>
        <source>this machine</source>
        <translation>dieser Rechner</translation>
    </message>
    <message>
        <source>free</source>
        <translation>kostenlos</translation>
    </message>
    <message>
        <source>free (practice)</source>
        <translation>kostenlos (Übung)</translation>
    </message>
    <message>
        <source>price unknown</source>
        <translation>Preis unbekannt</translation>
    </message>
    <message>
        <source>≈ %1</source>
        <translation>≈ %1</translation>
    </message>
    <message>
        <source>: %1</source>
        <translation>: %1</translation>
    </message>
    <message>
        <source>up to %1 if shots grow</source>
        <translation>bis %1, wenn die Shots zunehmen</translation>
    </message>
    <message numerus="yes">
        <source>%L1 circuit(s)</source>
        <translation>
            <numerusform>%L1 Schaltkreis</numerusform>
            <numerusform>%L1 Schaltkreise</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%L1 job(s)</source>
        <translation>
            <numerusform>%L1 Auftrag</numerusform>
            <numerusform>%L1 Aufträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Over the cap of %1</source>
        <translation>Über der Obergrenze von %1</translation>
    </message>
    <message>
        <source>$%1</source>
        <extracomment>An amount of US dollars, with the sign where the language has it.</extracomment>
        <translation>%1&#xa0;$</translation>
    </message>
    <message>
        <source>%1 on the real device</source>
        <translation>%1 auf dem echten Gerät</translation>
    </message>
    <message>
        <source>Price unknown: no job is sent under a cap of %1</source>
        <translation>Preis unbekannt: Unter einer Obergrenze von %1 wird kein Auftrag gesendet</translation>
    </message>
    <message>
        <source>The cap of %1 is held against the most expensive interpretation of the prices, %2: the training may pause before its end, and can go on with a higher cap.</source>
        <translation>Die Obergrenze von %1 wird an der teuersten Lesart der Preise gemessen, %2: Das Training kann vor seinem Ende anhalten und mit einer höheren Obergrenze weitergehen.</translation>
    </message>
    <message>
        <source>%1 on the machine</source>
        <translation>%1 auf der Maschine</translation>
    </message>
    <message>
        <source>%1 in the queue</source>
        <translation>%1 in der Warteschlange</translation>
    </message>
</context>
<context>
    <name>RetrievalWords</name>
    <message>
        <source>candidates from the store: %1 in %2</source>
        <translation>Kandidaten aus dem Speicher: %1 in %2</translation>
    </message>
    <message>
        <source>encoded as simulated states: %1 in %2</source>
        <translation>als simulierte Zustände kodiert: %1 in %2</translation>
    </message>
    <message>
        <source>ordered by fidelity: best %1 in %2</source>
        <translation>nach Fidelität geordnet: die besten %1 in %2</translation>
    </message>
    <message>
        <source>%1: %2 in %3</source>
        <translation>%1: %2 in %3</translation>
    </message>
    <message>
        <source>Precise</source>
        <translation>Präzise</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>Exploratory</source>
        <translation>Erkundend</translation>
    </message>
    <message>
        <source>By the metric of the collection alone; no circuit takes part.</source>
        <translation>Nur nach der Metrik der Sammlung; kein Schaltkreis ist beteiligt.</translation>
    </message>
    <message>
        <source>%1 candidates from every point, ordered anew by fidelity.</source>
        <translation>%1 Kandidaten aus allen Punkten, nach Fidelität neu geordnet.</translation>
    </message>
    <message>
        <source>%1 candidates by the index, ordered anew by fidelity.</source>
        <translation>%1 Kandidaten über den Index, nach Fidelität neu geordnet.</translation>
    </message>
    <message>
        <source>Diversity %1: each next one also unlike those before it.</source>
        <translation>Vielfalt %1: jeder nächste auch den vorigen unähnlich.</translation>
    </message>
    <message>
        <source>The states are simulated here; this is another nearness, not a faster one.</source>
        <translation>Die Zustände werden hier simuliert; das ist eine andere Nähe, keine schnellere.</translation>
    </message>
    <message>
        <source>every point was looked at</source>
        <translation>jeder Punkt wurde angesehen</translation>
    </message>
    <message>
        <source>by the graph, which may miss some</source>
        <translation>über den Graphen, der einige übersehen kann</translation>
    </message>
</context>
<context>
    <name>ScoreText</name>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>no rows</source>
        <translation>keine Zeilen</translation>
    </message>
    <message>
        <source>no test rows</source>
        <translation>keine Testzeilen</translation>
    </message>
    <message>
        <source>R² %1</source>
        <translation>R² %1</translation>
    </message>
    <message>
        <source>Majority class</source>
        <translation>Häufigste Klasse</translation>
    </message>
    <message>
        <source>Logistic regression</source>
        <translation>Logistische Regression</translation>
    </message>
    <message>
        <source>Mean of the target</source>
        <translation>Mittelwert des Ziels</translation>
    </message>
    <message>
        <source>Linear regression</source>
        <translation>Lineare Regression</translation>
    </message>
</context>
<context>
    <name>StateEdits</name>
    <message>
        <source>New record %1</source>
        <translation>Neuer Eintrag %1</translation>
    </message>
    <message>
        <source>Change a context of %1</source>
        <translation>Kontext von %1 ändern</translation>
    </message>
    <message>
        <source>Remove a context of %1</source>
        <translation>Kontext von %1 entfernen</translation>
    </message>
    <message>
        <source>Note of %1</source>
        <translation>Notiz zu %1</translation>
    </message>
    <message>
        <source>Tier of %1</source>
        <translation>Stufe von %1</translation>
    </message>
    <message>
        <source>Archive %1</source>
        <translation>%1 archivieren</translation>
    </message>
    <message>
        <source>Restore %1</source>
        <translation>%1 wiederherstellen</translation>
    </message>
    <message>
        <source>Remove record %1</source>
        <translation>Eintrag %1 entfernen</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Capacity and coherence times</source>
        <translation>Kapazität und Kohärenzzeiten</translation>
    </message>
    <message>
        <source>New register %1</source>
        <translation>Neues Register %1</translation>
    </message>
    <message>
        <source>State of register %1</source>
        <translation>Zustand von Register %1</translation>
    </message>
    <message>
        <source>Rename register %1</source>
        <translation>Register %1 umbenennen</translation>
    </message>
    <message>
        <source>Remove register %1</source>
        <translation>Register %1 entfernen</translation>
    </message>
    <message>
        <source>New group %1</source>
        <translation>Neue Gruppe %1</translation>
    </message>
    <message>
        <source>Remove group %1</source>
        <translation>Gruppe %1 entfernen</translation>
    </message>
    <message>
        <source>Add a record to %1</source>
        <translation>Eintrag zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Take a record out of %1</source>
        <translation>Eintrag aus %1 nehmen</translation>
    </message>
    <message>
        <source>Strength in %1</source>
        <translation>Stärke in %1</translation>
    </message>
    <message>
        <source>Change records of %1</source>
        <translation>Einträge von %1 ändern</translation>
    </message>
</context>
<context>
    <name>StateWords</name>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>long</source>
        <translation>lang</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>short</source>
        <translation>kurz</translation>
    </message>
    <message>
        <source>created</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>active</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>decohered</source>
        <translation>dekohärent</translation>
    </message>
    <message>
        <source>archived</source>
        <translation>archiviert</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>over</source>
        <translation>vorbei</translation>
    </message>
    <message>
        <source>A record: ordinary vectors under the names of their contexts. It is kept and scored by classical rules; its coherence time is an expiry date.</source>
        <translation>Ein Eintrag: gewöhnliche Vektoren unter den Namen ihrer Kontexte. Er wird nach klassischen Regeln aufbewahrt und bewertet; seine Kohärenzzeit ist ein Verfallsdatum.</translation>
    </message>
    <message>
        <source>A register: a quantum state of qubits, simulated on this computer. What is measured follows the Born rule, and it decays by T1 and T2 as a device&apos;s would.</source>
        <translation>Ein Register: ein Quantenzustand von Qubits, simuliert auf diesem Rechner. Was gemessen wird, folgt der Bornschen Regel, und der Zustand zerfällt nach T1 und T2 wie der eines Geräts.</translation>
    </message>
    <message>
        <source>A group: records that are changed together by a stated rule. This is bookkeeping, not entanglement.</source>
        <translation>Eine Gruppe: Einträge, die nach einer genannten Regel gemeinsam geändert werden. Das ist Buchführung, keine Verschränkung.</translation>
    </message>
    <message>
        <source>Entanglement carries no message. Whatever is done to one part, measuring it included, leaves the reduced state of the other part, and so everything that can be seen there, as it was. Only when both results are brought together, over an ordinary channel, does their correlation show. Groups of records therefore change each other by a rule that this program carries out, and not by physics.</source>
        <translation>Verschränkung überträgt keine Nachricht. Was auch immer mit dem einen Teil geschieht, auch eine Messung, lässt den reduzierten Zustand des anderen Teils, und damit alles, was dort zu sehen ist, wie es war. Erst wenn beide Ergebnisse über einen gewöhnlichen Kanal zusammengebracht werden, zeigt sich ihre Korrelation. Gruppen von Einträgen ändern einander deshalb nach einer Regel, die dieses Programm ausführt, und nicht durch Physik.</translation>
    </message>
    <message>
        <source>score = weight * exp(-age / coherence time) * cosine(query, vector); pinned records do not age, and without a query vector the cosine is left out</source>
        <translation>Wertung = Gewicht * exp(-Alter / Kohärenzzeit) * Kosinus(Anfrage, Vektor); angeheftete Einträge altern nicht, und ohne Anfragevektor entfällt der Kosinus</translation>
    </message>
</context>
<context>
    <name>TemplateOptions</name>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Entangling gate</source>
        <translation>Verschränkendes Gatter</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>Feature names</source>
        <translation>Namen der Merkmale</translation>
    </message>
    <message>
        <source>Coupled spins</source>
        <translation>Gekoppelte Spins</translation>
    </message>
    <message>
        <source>Local fields</source>
        <translation>Lokale Felder</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Marked state</source>
        <translation>Markierter Zustand</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>Phase, in turns</source>
        <translation>Phase, in Umdrehungen</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>Achse</translation>
    </message>
    <message>
        <source>Repetitions</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Pauli strings</source>
        <translation>Pauli-Ketten</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Linie</translation>
    </message>
    <message>
        <source>ring</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>all pairs</source>
        <translation>alle Paare</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>vorwärts</translation>
    </message>
    <message>
        <source>inverse</source>
        <translation>umgekehrt</translation>
    </message>
</context>
<context>
    <name>WindowWords</name>
    <message>
        <source>create it under “Where keys are kept”</source>
        <translation>er lässt sich unter „Wo Schlüssel aufbewahrt werden“ anlegen</translation>
    </message>
    <message>
        <source>“Save key”, above</source>
        <translation>„Schlüssel speichern“, oben</translation>
    </message>
    <message>
        <source>“Start practice cloud”, on this page</source>
        <translation>„Übungs-Cloud starten“, auf dieser Seite</translation>
    </message>
    <message>
        <source>“Proxy” as http://host:port</source>
        <translation>„Proxy“ als http://host:port</translation>
    </message>
    <message>
        <source>“Own authority” as a PEM file</source>
        <translation>„Eigene Zertifizierungsstelle“ als PEM-Datei</translation>
    </message>
    <message>
        <source>tick “Practice cloud”</source>
        <translation>„Übungs-Cloud“ ankreuzen</translation>
    </message>
    <message>
        <source>“Devices” shows them</source>
        <translation>„Geräte“ zeigt sie</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Quantum machine learning you can see.</source>
        <translation>Quantenmaschinelles Lernen, dem man zusehen kann.</translation>
    </message>
    <message>
        <source>The workspace to open.</source>
        <translation>Der Arbeitsbereich, der geöffnet wird.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Write a picture of every page into this folder and quit.</source>
        <translation>Ein Bild jeder Seite in diesen Ordner schreiben und beenden.</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>qstore::ui::AccountKeys</name>
    <message>
        <source>%1 is used; another key of this account (%2) is kept beside it.</source>
        <translation>%1 wird benutzt; ein anderer Schlüssel dieses Kontos (%2) wird daneben aufbewahrt.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::AccountTestView</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>The host is found and answers</source>
        <translation>Der Server wird gefunden und antwortet</translation>
    </message>
    <message>
        <source>The host proves who it is, by TLS</source>
        <translation>Der Server weist sich mit TLS aus</translation>
    </message>
    <message>
        <source>The host knows the key</source>
        <translation>Der Server kennt den Schlüssel</translation>
    </message>
    <message>
        <source>The key may see the account&apos;s jobs</source>
        <translation>Der Schlüssel darf die Aufträge des Kontos sehen</translation>
    </message>
    <message>
        <source>There is a machine to run on</source>
        <translation>Es gibt eine Maschine zum Ausführen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Cancel test</source>
        <translation>Test abbrechen</translation>
    </message>
    <message>
        <source>End the step that runs, and leave out the rest</source>
        <translation>Den laufenden Schritt beenden und den Rest auslassen</translation>
    </message>
    <message>
        <source>Test account</source>
        <translation>Konto testen</translation>
    </message>
    <message>
        <source>Name, encryption, key, rights, devices: five steps, each failure with its cure</source>
        <translation>Name, Verschlüsselung, Schlüssel, Rechte, Geräte: fünf Schritte, jeder Fehlschlag mit Abhilfe</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>läuft …</translation>
    </message>
    <message>
        <source>this account works</source>
        <translation>dieses Konto funktioniert</translation>
    </message>
    <message>
        <source>not all steps passed</source>
        <translation>nicht alle Schritte bestanden</translation>
    </message>
</context>
<context>
    <name>qstore::ui::AccountsModel</name>
    <message>
        <source>%1 (not saved)</source>
        <translation>%1 (nicht gespeichert)</translation>
    </message>
    <message>
        <source>%1, practice</source>
        <translation>%1, Übung</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>IonQ</source>
        <translation>IonQ</translation>
    </message>
    <message>
        <source>IBM Quantum</source>
        <translation>IBM Quantum</translation>
    </message>
</context>
<context>
    <name>qstore::ui::AccountsPanel</name>
    <message>
        <source>No account yet. Practise on a simulated cloud in this window, where nothing is paid.</source>
        <translation>Noch kein Konto. Auf einer simulierten Cloud in diesem Fenster üben, wo nichts bezahlt wird.</translation>
    </message>
    <message>
        <source>Try the practice cloud</source>
        <translation>Übungs-Cloud ausprobieren</translation>
    </message>
    <message>
        <source>Or add an account of IonQ or IBM Quantum</source>
        <translation>Oder ein Konto bei IonQ oder IBM Quantum hinzufügen</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>How to reach an account of IonQ or IBM Quantum; its key is given afterwards</source>
        <translation>Wie ein Konto bei IonQ oder IBM Quantum zu erreichen ist; sein Schlüssel wird danach angegeben</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove the account from the list; its key stays until it is forgotten</source>
        <translation>Das Konto aus der Liste entfernen; sein Schlüssel bleibt, bis er vergessen wird</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Save account</source>
        <translation>Konto speichern</translation>
    </message>
    <message>
        <source>Check what was typed and keep it; it can be undone</source>
        <translation>Das Eingegebene prüfen und behalten; es lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Discard changes</source>
        <translation>Änderungen verwerfen</translation>
    </message>
    <message>
        <source>Back to what was saved</source>
        <translation>Zurück zum Gespeicherten</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>Neues Konto</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>change of account %1</source>
        <translation>Änderung des Kontos %1</translation>
    </message>
    <message>
        <source>adding account %1</source>
        <translation>Hinzufügen des Kontos %1</translation>
    </message>
    <message>
        <source>The host is now %1. A key is kept for one host only: please give it again.</source>
        <translation>Der Server ist jetzt %1. Ein Schlüssel gilt nur für einen Server: bitte erneut angeben.</translation>
    </message>
    <message>
        <source>removal of account %1</source>
        <translation>Entfernen des Kontos %1</translation>
    </message>
    <message>
        <source>Account %1 removed; its key is kept.</source>
        <translation>Konto %1 entfernt; sein Schlüssel bleibt erhalten.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ActivityBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop after the batch that is on its way; what is written stays</source>
        <translation>Nach dem laufenden Stapel anhalten; was geschrieben ist, bleibt</translation>
    </message>
    <message>
        <source>The push goes on where it was; nothing is written twice</source>
        <translation>Das Übertragen geht dort weiter, wo es war; nichts wird doppelt geschrieben</translation>
    </message>
    <message>
        <source>Stopping: %1</source>
        <translation>Hält an: %1</translation>
    </message>
    <message>
        <source>Stopped: %1</source>
        <translation>Angehalten: %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1, about %2 left</source>
        <translation>%1, noch etwa %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::BackendPicker</name>
    <message>
        <source>This machine, with shots</source>
        <translation>Dieser Rechner, mit Shots</translation>
    </message>
    <message>
        <source>%1 (practice)</source>
        <translation>%1 (Übung)</translation>
    </message>
    <message>
        <source>Retired: it takes no jobs any more.</source>
        <translation>Stillgelegt: nimmt keine Aufträge mehr an.</translation>
    </message>
    <message>
        <source>Retired: %1</source>
        <translation>Stillgelegt: %1</translation>
    </message>
    <message>
        <source>It takes no jobs now.</source>
        <translation>Nimmt zurzeit keine Aufträge an.</translation>
    </message>
    <message>
        <source>It takes no jobs now: %1</source>
        <translation>Nimmt zurzeit keine Aufträge an: %1</translation>
    </message>
    <message numerus="yes">
        <source>%1, up to %n qubit(s)</source>
        <translation>
            <numerusform>%1, bis zu %n Qubit</numerusform>
            <numerusform>%1, bis zu %n Qubits</numerusform>
        </translation>
    </message>
    <message>
        <source>Simulated here with the typical errors of such a machine; free.</source>
        <translation>Hier simuliert mit den typischen Fehlern einer solchen Maschine; kostenlos.</translation>
    </message>
    <message>
        <source>Simulated here without errors; free.</source>
        <translation>Hier ohne Fehler simuliert; kostenlos.</translation>
    </message>
    <message>
        <source>Of a practice cloud: nothing is paid.</source>
        <translation>Aus einer Übungs-Cloud: Nichts wird bezahlt.</translation>
    </message>
    <message>
        <source>Run on</source>
        <translation>Ausführen auf</translation>
    </message>
    <message>
        <source>%1 (not known now)</source>
        <translation>%1 (zurzeit unbekannt)</translation>
    </message>
    <message>
        <source>No account has this device now, or its key is missing: see the Hardware page.</source>
        <translation>Kein Konto hat dieses Gerät zurzeit, oder sein Schlüssel fehlt: siehe Seite Hardware.</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>This machine, exact</source>
        <translation>Dieser Rechner, exakt</translation>
    </message>
    <message>
        <source>Computed without shots and without errors; the fastest way.</source>
        <translation>Berechnet ohne Shots und ohne Fehler; der schnellste Weg.</translation>
    </message>
    <message>
        <source>%1, a practice cloud</source>
        <translation>%1, eine Übungs-Cloud</translation>
    </message>
    <message>
        <source>%1, noise of %2</source>
        <translation>%1, Rauschen von %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::BlochView</name>
    <message>
        <source>q%1: %2, %3, %4</source>
        <translation>q%1: %2, %3, %4</translation>
    </message>
    <message>
        <source>Bloch vectors. %1</source>
        <translation>Bloch-Vektoren. %1</translation>
    </message>
    <message>
        <source>q%1</source>
        <translation>q%1</translation>
    </message>
    <message>
        <source>q%1 · length %2</source>
        <translation>q%1 · Länge %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CalibrationHistoryView</name>
    <message>
        <source>Median two-qubit error and T1 over time</source>
        <translation>Mediane von Zwei-Qubit-Fehler und T1 im Zeitverlauf</translation>
    </message>
    <message>
        <source>Measurements of the device</source>
        <translation>Messungen des Geräts</translation>
    </message>
    <message>
        <source>two-qubit error / %</source>
        <translation>Zwei-Qubit-Fehler / %</translation>
    </message>
    <message>
        <source>T1 / µs</source>
        <translation>T1 / µs</translation>
    </message>
    <message>
        <source>No measurement of this device is known.</source>
        <translation>Keine Messung dieses Geräts ist bekannt.</translation>
    </message>
    <message>
        <source>One measurement is known; from two on, their medians are charted here.</source>
        <translation>Eine Messung ist bekannt; ab zweien zeigt hier ein Diagramm ihre Mediane.</translation>
    </message>
    <message>
        <source>Select a measurement to see it on the map.</source>
        <translation>Eine Messung auswählen, um sie auf der Karte zu sehen.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CircuitAmplitudesModel</name>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Amplitude</source>
        <translation>Amplitude</translation>
    </message>
    <message>
        <source>Magnitude</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Phase, rad</source>
        <translation>Phase, rad</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CircuitCacheButton</name>
    <message>
        <source>Size &amp;limit</source>
        <translation>&amp;Größe begrenzen</translation>
    </message>
    <message>
        <source>&amp;Clear circuit cache</source>
        <translation>Schaltkreis-Cache &amp;leeren</translation>
    </message>
    <message>
        <source>Forget all compiled circuits; each is compiled again when it is next needed</source>
        <translation>Alle übersetzten Schaltkreise vergessen; jeder wird neu übersetzt, sobald er wieder gebraucht wird</translation>
    </message>
    <message>
        <source>Keep nothing</source>
        <translation>Nichts aufheben</translation>
    </message>
    <message>
        <source>Circuit cache %1</source>
        <translation>Schaltkreis-Cache %1</translation>
    </message>
    <message>
        <source>Circuit cache</source>
        <translation>Schaltkreis-Cache</translation>
    </message>
    <message>
        <source>%1 of %2 requests found their circuit compiled</source>
        <translation>%1 von %2 Anfragen fanden ihren Schaltkreis übersetzt vor</translation>
    </message>
    <message>
        <source>No circuit was asked for yet</source>
        <translation>Noch wurde kein Schaltkreis verlangt</translation>
    </message>
    <message numerus="yes">
        <source>%n circuit(s) kept, %1 of %2</source>
        <translation>
            <numerusform>%n Schaltkreis aufgehoben, %1 von %2</numerusform>
            <numerusform>%n Schaltkreise aufgehoben, %1 von %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Compiled circuits are kept, so that new angles cost only the angles.</source>
        <translation>Übersetzte Schaltkreise werden aufgehoben, damit neue Winkel nur die Winkel kosten.</translation>
    </message>
    <message>
        <source>At most %1</source>
        <translation>Höchstens %1</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CircuitCanvas</name>
    <message>
        <source>step %1, wire %2</source>
        <translation>Schritt %1, Leitung %2</translation>
    </message>
    <message>
        <source>Circuit</source>
        <translation>Schaltkreis</translation>
    </message>
    <message>
        <source>The circuit, read from left to right. Drag gates here, or use the keyboard: arrows move the cursor, H X Y Z S T R place gates, C adds a control, M measures, Enter edits an angle, Del removes.</source>
        <translation>Der Schaltkreis, von links nach rechts gelesen. Gatter hierher ziehen oder die Tastatur benutzen: Pfeile bewegen die Marke, H X Y Z S T R setzen Gatter, C fügt eine Steuerung hinzu, M misst, Eingabe bearbeitet einen Winkel, Entf entfernt.</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Drag a gate onto a wire, or press H here.
H, C, ↓, X draws a Bell pair.</source>
        <translation>Ein Gatter auf eine Leitung ziehen oder hier H drücken.
H, C, ↓, X zeichnet ein Bell-Paar.</translation>
    </message>
    <message>
        <source>Change gate</source>
        <translation>Gatter ändern</translation>
    </message>
    <message>
        <source>Add control</source>
        <translation>Steuerung hinzufügen</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Delete gates</source>
        <translation>Gatter löschen</translation>
    </message>
    <message>
        <source>Cut gates</source>
        <translation>Gatter ausschneiden</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Move gates</source>
        <translation>Gatter verschieben</translation>
    </message>
    <message>
        <source>An expression such as pi/2, θ0 or 2*x; several angles are separated by ;</source>
        <translation>Ein Ausdruck wie pi/2, θ0 oder 2*x; mehrere Winkel werden durch ; getrennt</translation>
    </message>
    <message>
        <source>Change angle</source>
        <translation>Winkel ändern</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>Ausschneiden</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Edit angle…</source>
        <translation>Winkel bearbeiten …</translation>
    </message>
    <message>
        <source>Make trainable</source>
        <translation>Trainierbar machen</translation>
    </message>
    <message>
        <source>Remove qubit %1</source>
        <translation>Qubit %1 entfernen</translation>
    </message>
    <message>
        <source>Remove qubit</source>
        <translation>Qubit entfernen</translation>
    </message>
    <message>
        <source>Copy gates</source>
        <translation>Gatter kopieren</translation>
    </message>
    <message>
        <source>Bind %1</source>
        <translation>%1 verbinden</translation>
    </message>
    <message>
        <source>No dataset is chosen that has the column %1.</source>
        <translation>Es ist kein Datensatz gewählt, der die Spalte %1 hat.</translation>
    </message>
    <message>
        <source>The dataset %1 has no column %2.</source>
        <translation>Der Datensatz %1 hat keine Spalte %2.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CircuitPage</name>
    <message>
        <source>Circuit</source>
        <translation>Schaltkreis</translation>
    </message>
    <message>
        <source>Templates…</source>
        <translation>Vorlagen …</translation>
    </message>
    <message>
        <source>Ready-made circuits and data encoders</source>
        <translation>Fertige Schaltkreise und Datenkodierer</translation>
    </message>
    <message>
        <source>Train this circuit</source>
        <translation>Diesen Schaltkreis trainieren</translation>
    </message>
    <message>
        <source>not saved to a file</source>
        <translation>nicht in einer Datei gespeichert</translation>
    </message>
    <message>
        <source>%1 · changed</source>
        <translation>%1 · geändert</translation>
    </message>
    <message>
        <source>Select one rotation first, or drag %1 onto it.</source>
        <translation>Zuerst eine Drehung auswählen oder %1 darauf ziehen.</translation>
    </message>
    <message>
        <source>Bind %1</source>
        <translation>%1 verbinden</translation>
    </message>
    <message>
        <source>petal length</source>
        <translation>Blütenblattlänge</translation>
    </message>
    <message>
        <source>petal width</source>
        <translation>Blütenblattbreite</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>New &amp;circuit</source>
        <translation>Neuer &amp;Schaltkreis</translation>
    </message>
    <message>
        <source>Start with two empty wires; Undo brings the old circuit back</source>
        <translation>Mit zwei leeren Leitungen beginnen; Rückgängig holt den alten Schaltkreis zurück</translation>
    </message>
    <message>
        <source>New circuit</source>
        <translation>Neuer Schaltkreis</translation>
    </message>
    <message>
        <source>Open c&amp;ircuit…</source>
        <translation>Schaltkre&amp;is öffnen …</translation>
    </message>
    <message>
        <source>Open OpenQASM 2, OpenQASM 3 or JSON</source>
        <translation>OpenQASM 2, OpenQASM 3 oder JSON öffnen</translation>
    </message>
    <message>
        <source>&amp;Save circuit</source>
        <translation>Schaltkreis s&amp;peichern</translation>
    </message>
    <message>
        <source>Write the circuit to its file</source>
        <translation>Den Schaltkreis in seine Datei schreiben</translation>
    </message>
    <message>
        <source>Save circuit &amp;as…</source>
        <translation>Schaltkreis speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Write OpenQASM 3, or JSON for names ending in .json</source>
        <translation>OpenQASM 3 schreiben, oder JSON bei Namen auf .json</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>Aussch&amp;neiden</translation>
    </message>
    <message>
        <source>Cut the selected gates</source>
        <translation>Die ausgewählten Gatter ausschneiden</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the selected gates, as OpenQASM 3 text too</source>
        <translation>Die ausgewählten Gatter kopieren, auch als OpenQASM-3-Text</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Put copied gates or OpenQASM text at the cursor</source>
        <translation>Kopierte Gatter oder OpenQASM-Text an die Marke setzen</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Remove the selected gates (Del)</source>
        <translation>Die ausgewählten Gatter entfernen (Entf)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Select every gate</source>
        <translation>Jedes Gatter auswählen</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Larger gates (Ctrl+wheel)</source>
        <translation>Größere Gatter (Strg+Mausrad)</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Smaller gates (Ctrl+wheel)</source>
        <translation>Kleinere Gatter (Strg+Mausrad)</translation>
    </message>
    <message>
        <source>Original si&amp;ze</source>
        <translation>O&amp;riginalgröße</translation>
    </message>
    <message>
        <source>Gates at their original size</source>
        <translation>Gatter in ihrer ursprünglichen Größe</translation>
    </message>
    <message>
        <source>&amp;Templates and encoders…</source>
        <translation>&amp;Vorlagen und Kodierer …</translation>
    </message>
    <message>
        <source>Add &amp;qubit</source>
        <translation>&amp;Qubit hinzufügen</translation>
    </message>
    <message>
        <source>One more wire at the bottom</source>
        <translation>Eine weitere Leitung unten</translation>
    </message>
    <message>
        <source>Add qubit</source>
        <translation>Qubit hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove qubit</source>
        <translation>Qubit &amp;entfernen</translation>
    </message>
    <message>
        <source>Remove the wire of the cursor and what is on it</source>
        <translation>Die Leitung der Marke und was auf ihr liegt entfernen</translation>
    </message>
    <message>
        <source>Remove qubit</source>
        <translation>Qubit entfernen</translation>
    </message>
    <message>
        <source>&amp;Make trainable</source>
        <translation>&amp;Trainierbar machen</translation>
    </message>
    <message>
        <source>Give the selected rotations parameters that training changes</source>
        <translation>Den ausgewählten Drehungen Parameter geben, die das Training ändert</translation>
    </message>
    <message>
        <source>Make trainable</source>
        <translation>Trainierbar machen</translation>
    </message>
    <message>
        <source>Measure &amp;all</source>
        <translation>&amp;Alle messen</translation>
    </message>
    <message>
        <source>A measurement at the end of every wire</source>
        <translation>Eine Messung am Ende jeder Leitung</translation>
    </message>
    <message>
        <source>Measure all</source>
        <translation>Alle messen</translation>
    </message>
    <message>
        <source>Insert %1 (%2)</source>
        <translation>%1 (%2) einfügen</translation>
    </message>
    <message>
        <source>Use template</source>
        <translation>Vorlage verwenden</translation>
    </message>
    <message>
        <source>Add template</source>
        <translation>Vorlage hinzufügen</translation>
    </message>
    <message>
        <source>Open circuit</source>
        <translation>Schaltkreis öffnen</translation>
    </message>
    <message>
        <source>Circuits (*.qasm *.json);;All files (*)</source>
        <translation>Schaltkreise (*.qasm *.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Save circuit</source>
        <translation>Schaltkreis speichern</translation>
    </message>
    <message>
        <source>circuit.qasm</source>
        <translation>schaltkreis.qasm</translation>
    </message>
    <message>
        <source>OpenQASM 3 (*.qasm);;JSON (*.json)</source>
        <translation>OpenQASM 3 (*.qasm);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Train the drawn circuit on the chosen dataset</source>
        <translation>Den gezeichneten Schaltkreis mit dem gewählten Datensatz trainieren</translation>
    </message>
    <message>
        <source>Save circuit to &amp;workspace as…</source>
        <translation>Schaltkreis im &amp;Arbeitsbereich speichern als …</translation>
    </message>
    <message>
        <source>Keep the circuit in the workspace under a name</source>
        <translation>Den Schaltkreis unter einem Namen im Arbeitsbereich behalten</translation>
    </message>
    <message>
        <source>Open circuit from wor&amp;kspace…</source>
        <translation>Schaltkreis aus dem Ar&amp;beitsbereich öffnen …</translation>
    </message>
    <message>
        <source>The circuits kept in the workspace by name</source>
        <translation>Die Schaltkreise, die der Arbeitsbereich unter einem Namen behält</translation>
    </message>
    <message>
        <source>Train &amp;this circuit</source>
        <translation>&amp;Diesen Schaltkreis trainieren</translation>
    </message>
    <message>
        <source>kept in the workspace as a draft</source>
        <translation>als Entwurf im Arbeitsbereich</translation>
    </message>
    <message>
        <source>%1 · in the workspace</source>
        <translation>%1 · im Arbeitsbereich</translation>
    </message>
    <message>
        <source>circuit</source>
        <translation>Schaltkreis</translation>
    </message>
    <message>
        <source>Save circuit to workspace</source>
        <translation>Schaltkreis im Arbeitsbereich speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>%1 is saved in the workspace</source>
        <translation>%1 ist im Arbeitsbereich gespeichert</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>%1 ersetzen?</translation>
    </message>
    <message>
        <source>The workspace has another circuit of this name. Replacing it cannot be undone.</source>
        <translation>Der Arbeitsbereich hat einen anderen Schaltkreis dieses Namens. Das Ersetzen lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Run on…</source>
        <translation>Ausführen auf …</translation>
    </message>
    <message>
        <source>Run the drawn circuit on a simulated or real machine</source>
        <translation>Den gezeichneten Schaltkreis auf einer simulierten oder echten Maschine ausführen</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Run circuit on a &amp;backend</source>
        <translation>Schaltkreis auf einem &amp;Backend ausführen</translation>
    </message>
    <message>
        <source>Shows where the circuit can be run and what that costs; once more runs it there</source>
        <translation>Zeigt, wo sich der Schaltkreis ausführen lässt und was das kostet; beim zweiten Mal wird er dort ausgeführt</translation>
    </message>
    <message>
        <source>Transpile for the chosen &amp;device</source>
        <translation>Für das &amp;gewählte Gerät transpilieren</translation>
    </message>
    <message>
        <source>The circuit in the gates and on the qubits of the device that is chosen to run it; Undo brings the old circuit back</source>
        <translation>Der Schaltkreis in den Gattern und auf den Qubits des Geräts, das ihn ausführen soll; Rückgängig holt den alten Schaltkreis zurück</translation>
    </message>
    <message>
        <source>Choose a device first.</source>
        <translation>Zuerst ein Gerät wählen.</translation>
    </message>
    <message>
        <source>The circuit has changed meanwhile; transpile it again.</source>
        <translation>Der Schaltkreis hat sich inzwischen geändert; bitte noch einmal transpilieren.</translation>
    </message>
    <message>
        <source>Transpile for %1</source>
        <translation>Für %1 transpilieren</translation>
    </message>
    <message>
        <source>For %1: gates %2 → %3, of two qubits %4 → %5, depth %6 → %7.</source>
        <translation>Für %1: Gatter %2 → %3, davon auf zwei Qubits %4 → %5, Tiefe %6 → %7.</translation>
    </message>
    <message>
        <source>Checked: from |0…0⟩ both make the same state, overlap %1.</source>
        <translation>Geprüft: Aus |0…0⟩ machen beide denselben Zustand, Überlapp %1.</translation>
    </message>
    <message>
        <source>Not checked against the original: too many qubits, or measurements on the way.</source>
        <translation>Nicht gegen das Original geprüft: zu viele Qubits oder Messungen unterwegs.</translation>
    </message>
    <message>
        <source>The circuit is being transpiled already; that takes a moment.</source>
        <translation>Der Schaltkreis wird schon transpiliert; das dauert einen Moment.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CircuitParametersModel</name>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>eingefroren</translation>
    </message>
    <message>
        <source>trainable</source>
        <translation>trainierbar</translation>
    </message>
    <message>
        <source>A ticked parameter is changed by training; others keep their value</source>
        <translation>Ein angekreuzter Parameter wird vom Training geändert; andere behalten ihren Wert</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Value, rad</source>
        <translation>Wert, rad</translation>
    </message>
    <message>
        <source>Make trainable</source>
        <translation>Trainierbar machen</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>Einfrieren</translation>
    </message>
    <message>
        <source>Rename parameter</source>
        <translation>Parameter umbenennen</translation>
    </message>
    <message>
        <source>Clear value</source>
        <translation>Wert löschen</translation>
    </message>
    <message>
        <source>Change value</source>
        <translation>Wert ändern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>0 at start</source>
        <translation>0 am Anfang</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Takes its value from the column %1; shown is that of the first row, prepared</source>
        <translation>Nimmt seinen Wert aus der Spalte %1; gezeigt ist der vorbereitete der ersten Zeile</translation>
    </message>
    <message>
        <source>Takes its value from the column %1, which the chosen dataset does not offer</source>
        <translation>Nimmt seinen Wert aus der Spalte %1, die der gewählte Datensatz nicht bietet</translation>
    </message>
    <message>
        <source>The state is shown with 0. Training starts from a random angle; type a value to start from that</source>
        <translation>Der Zustand ist mit 0 gezeigt. Das Training beginnt mit einem zufälligen Winkel; ein eingegebener Wert ist stattdessen der Anfang</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CircuitRun</name>
    <message>
        <source>cancelling…</source>
        <translation>wird abgebrochen …</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>prepared</source>
        <translation>vorbereitet</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>waiting in the queue</source>
        <translation>wartet in der Warteschlange</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>fetching the results</source>
        <translation>holt die Ergebnisse</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>abgeschlossen</translation>
    </message>
    <message>
        <source>being cancelled</source>
        <translation>wird abgebrochen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>waiting for a key</source>
        <translation>wartet auf einen Schlüssel</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CollectionsModel</name>
    <message>
        <source>Every vector is looked at</source>
        <translation>Jeder Vektor wird angesehen</translation>
    </message>
    <message>
        <source>A graph of near points; it knows all of them</source>
        <translation>Ein Graph naher Punkte; er kennt alle</translation>
    </message>
    <message>
        <source>A graph of near points; it knows %1 of %2, the others are looked at one by one</source>
        <translation>Ein Graph naher Punkte; er kennt %1 von %2, die übrigen werden einzeln angesehen</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Dimensions</source>
        <translation>Dimensionen</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Dot product</source>
        <translation>Skalarprodukt</translation>
    </message>
    <message>
        <source>Euclidean</source>
        <translation>Euklidisch</translation>
    </message>
    <message>
        <source>Cosine of the angle, from −1 to 1: larger is nearer</source>
        <translation>Kosinus des Winkels, von −1 bis 1: größer ist näher</translation>
    </message>
    <message>
        <source>Dot product: larger is nearer</source>
        <translation>Skalarprodukt: größer ist näher</translation>
    </message>
    <message>
        <source>Euclidean distance, from 0: smaller is nearer</source>
        <translation>Euklidischer Abstand, ab 0: kleiner ist näher</translation>
    </message>
    <message>
        <source>HNSW</source>
        <translation>HNSW</translation>
    </message>
    <message>
        <source>Exact</source>
        <translation>Exakt</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ColumnInspector</name>
    <message>
        <source>%1 values, %2 missing, %3 different</source>
        <translation>%1 Werte, %2 fehlend, %3 verschieden</translation>
    </message>
    <message>
        <source>mean %1 · deviation %2</source>
        <translation>Mittel %1 · Abweichung %2</translation>
    </message>
    <message>
        <source>R&amp;ole</source>
        <translation>R&amp;olle</translation>
    </message>
    <message>
        <source>What is learned is learned from the training rows alone</source>
        <translation>Gelernt wird allein aus den Trainingszeilen</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>Mittelwert</translation>
    </message>
    <message>
        <source>Most frequent value</source>
        <translation>Häufigster Wert</translation>
    </message>
    <message>
        <source>This value</source>
        <translation>Dieser Wert</translation>
    </message>
    <message>
        <source>Leave the row out</source>
        <translation>Zeile auslassen</translation>
    </message>
    <message>
        <source>&amp;Missing</source>
        <translation>&amp;Fehlend</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Spalte</translation>
    </message>
    <message>
        <source>Select a column to see and change what it is for.</source>
        <translation>Eine Spalte auswählen, um zu sehen und zu ändern, wozu sie dient.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Change column %1</source>
        <translation>Spalte %1 ändern</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ColumnStrip</name>
    <message>
        <source>Drag %1 onto a rotation, or select one and click here</source>
        <translation>%1 auf eine Drehung ziehen, oder eine auswählen und hier klicken</translation>
    </message>
    <message>
        <source>Choose a dataset on the Data page to bind its columns to angles.</source>
        <translation>Auf der Seite Daten einen Datensatz wählen, um seine Spalten mit Winkeln zu verbinden.</translation>
    </message>
    <message>
        <source>preparing the columns…</source>
        <translation>die Spalten werden vorbereitet …</translation>
    </message>
    <message>
        <source>first training row</source>
        <translation>erste Trainingszeile</translation>
    </message>
    <message>
        <source>Columns to the left</source>
        <translation>Spalten nach links</translation>
    </message>
    <message>
        <source>Columns to the right</source>
        <translation>Spalten nach rechts</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Find a column</source>
        <translation>Spalte suchen</translation>
    </message>
    <message>
        <source>first row</source>
        <translation>erste Zeile</translation>
    </message>
    <message>
        <source>The state below is that of this row: the first of the training part, or of the table when it cannot be split</source>
        <translation>Der Zustand unten ist der dieser Zeile: der ersten des Trainingsteils oder der Tabelle, wenn sie sich nicht aufteilen lässt</translation>
    </message>
    <message>
        <source>The dataset %1 has no feature column.</source>
        <translation>Der Datensatz %1 hat keine Merkmalsspalte.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CommandPalette</name>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Search, or run a command</source>
        <translation>Suchen oder einen Befehl ausführen</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>Nichts gefunden</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ComparePanel</name>
    <message>
        <source>Compare collections</source>
        <translation>Sammlungen vergleichen</translation>
    </message>
    <message>
        <source>By id: what only one of them has, and where vector or payload differ in any bit.</source>
        <translation>Nach Id: was nur eine von beiden hat, und wo Vektor oder Nutzdaten in irgendeinem Bit abweichen.</translation>
    </message>
    <message>
        <source>Where the other collection is</source>
        <translation>Wo die andere Sammlung liegt</translation>
    </message>
    <message>
        <source>&amp;Store</source>
        <translation>&amp;Speicher</translation>
    </message>
    <message>
        <source>The other collection</source>
        <translation>Die andere Sammlung</translation>
    </message>
    <message>
        <source>&amp;With</source>
        <translation>&amp;Mit</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Reads both in pages, in the background</source>
        <translation>Liest beide seitenweise, im Hintergrund</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>There is no other collection there.</source>
        <translation>Dort ist keine andere Sammlung.</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %2 are equal: %n point(s), the same in every bit.</source>
        <translation>
            <numerusform>%1 und %2 sind gleich: %n Punkt, gleich in jedem Bit.</numerusform>
            <numerusform>%1 und %2 sind gleich: %n Punkte, gleich in jedem Bit.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has %2 points, %3 has %4. Only in the first: %5. Only in the second: %6. Different: %7.</source>
        <translation>%1 hat %2 Punkte, %3 hat %4. Nur in der ersten: %5. Nur in der zweiten: %6. Verschieden: %7.</translation>
    </message>
    <message>
        <source>%1: only in the first</source>
        <translation>%1: nur in der ersten</translation>
    </message>
    <message>
        <source>%1: only in the second</source>
        <translation>%1: nur in der zweiten</translation>
    </message>
    <message>
        <source>%1: different</source>
        <translation>%1: verschieden</translation>
    </message>
    <message>
        <source>They are made in different ways: %1 (%2), %3 (%4).</source>
        <translation>Sie sind verschieden aufgebaut: %1 (%2), %3 (%4).</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ConfusionView</name>
    <message>
        <source>Confusion matrix of the test rows</source>
        <translation>Verwechslungsmatrix der Testzeilen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of “%1” predicted as “%2”</source>
        <translation>
            <numerusform>%n Zeile von „%1“ als „%2“ vorhergesagt</numerusform>
            <numerusform>%n Zeilen von „%1“ als „%2“ vorhergesagt</numerusform>
        </translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>true</source>
        <translation>wahr</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ConnectionPanel</name>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Kept in your configuration, never in a workspace; its key lies in neither.</source>
        <translation>Liegt in der eigenen Konfiguration, nie in einem Arbeitsbereich; ihr Schlüssel in keinem von beiden.</translation>
    </message>
    <message>
        <source>Save connection</source>
        <translation>Verbindung speichern</translation>
    </message>
    <message>
        <source>Checked first; it can be undone</source>
        <translation>Wird zuerst geprüft; lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>What runs there</source>
        <translation>Was dort läuft</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>&amp;Art</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Letters, digits, - and _; workspaces remember this name</source>
        <translation>Buchstaben, Ziffern, - und _; Arbeitsbereiche merken sich diesen Namen</translation>
    </message>
    <message>
        <source>En&amp;dpoint</source>
        <translation>&amp;Endpunkt</translation>
    </message>
    <message>
        <source>Its address, without a password in it</source>
        <translation>Seine Adresse, ohne ein Passwort darin</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>Pro&amp;xy</translation>
    </message>
    <message>
        <source>Empty: the one of the environment</source>
        <translation>Leer: der aus der Umgebung</translation>
    </message>
    <message>
        <source>as the environment says</source>
        <translation>wie in der Umgebung</translation>
    </message>
    <message>
        <source>Own a&amp;uthority</source>
        <translation>Eigene &amp;Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>A PEM file with your organisation&apos;s certificate authority; empty: the system&apos;s</source>
        <translation>Eine PEM-Datei mit der Zertifizierungsstelle der eigenen Organisation; leer: die des Systems</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>die des Systems</translation>
    </message>
    <message>
        <source>Paste it here</source>
        <translation>Hier einfügen</translation>
    </message>
    <message>
        <source>It is shown nowhere again, and is in no file of the program</source>
        <translation>Wird nirgends wieder gezeigt und steht in keiner Datei des Programms</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>It is kept when the connection is saved.</source>
        <translation>Wird aufbewahrt, wenn die Verbindung gespeichert wird.</translation>
    </message>
    <message>
        <source>Looking for the key…</source>
        <translation>Der Schlüssel wird gesucht …</translation>
    </message>
    <message>
        <source>No key is kept.</source>
        <translation>Kein Schlüssel ist aufbewahrt.</translation>
    </message>
    <message>
        <source>A key is kept, %1. Another one replaces it.</source>
        <translation>Ein Schlüssel ist aufbewahrt, %1. Ein anderer ersetzt ihn.</translation>
    </message>
    <message>
        <source>%1 cannot be used: %2</source>
        <translation>%1 ist nicht nutzbar: %2</translation>
    </message>
    <message>
        <source>No key is kept, unless it is in the vault: unlock that on the Hardware page, under Accounts.</source>
        <translation>Kein Schlüssel ist aufbewahrt, es sei denn im Tresor: Dieser lässt sich auf der Seite Hardware unter „Konten“ entsperren.</translation>
    </message>
    <message>
        <source>A key is kept in the system keychain, %1. Another one replaces it.</source>
        <translation>Ein Schlüssel ist im Schlüsselbund des Systems aufbewahrt, %1. Ein anderer ersetzt ihn.</translation>
    </message>
    <message>
        <source>A key is kept in the vault, %1. Another one replaces it.</source>
        <translation>Ein Schlüssel ist im Tresor aufbewahrt, %1. Ein anderer ersetzt ihn.</translation>
    </message>
    <message>
        <source>The key of the environment is used, %1, whatever is kept here.</source>
        <translation>Der Schlüssel der Umgebung wird benutzt, %1, was auch immer hier aufbewahrt ist.</translation>
    </message>
    <message>
        <source>A key is kept until the program ends, %1. Another one replaces it, and stays when the vault is unlocked first.</source>
        <translation>Ein Schlüssel ist aufbewahrt, bis das Programm endet, %1. Ein anderer ersetzt ihn und bleibt, wenn vorher der Tresor entsperrt wird.</translation>
    </message>
    <message>
        <source>A key is kept until the program ends, %1. Another one replaces it.</source>
        <translation>Ein Schlüssel ist aufbewahrt, bis das Programm endet, %1. Ein anderer ersetzt ihn.</translation>
    </message>
    <message>
        <source>Forget key</source>
        <translation>Schlüssel vergessen</translation>
    </message>
    <message>
        <source>Remove the key of this connection from keychain, vault and memory</source>
        <translation>Den Schlüssel dieser Verbindung aus Schlüsselbund, Tresor und Speicher entfernen</translation>
    </message>
    <message>
        <source>Loading the plugins…</source>
        <translation>Die Plugins werden geladen …</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CorrelationMap</name>
    <message>
        <source>Measured correlations</source>
        <translation>Gemessene Korrelationen</translation>
    </message>
    <message>
        <source>%1 and %2: %3</source>
        <translation>%1 und %2: %3</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>A correlation needs two records in the group.</source>
        <translation>Eine Korrelation braucht zwei Einträge in der Gruppe.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CountsView</name>
    <message>
        <source>Measured outcomes; most often %1</source>
        <translation>Gemessene Ergebnisse; am häufigsten %1</translation>
    </message>
    <message>
        <source>|%1⟩  %2 of %3 shots: %4 ± %5</source>
        <translation>|%1⟩  %2 von %3 Shots: %4 ± %5</translation>
    </message>
    <message>
        <source>%1, exact %2</source>
        <translation>%1, exakt %2</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>exakt</translation>
    </message>
    <message numerus="yes">
        <source>%n less frequent outcome(s) not shown</source>
        <translation>
            <numerusform>%n selteneres Ergebnis nicht gezeigt</numerusform>
            <numerusform>%n seltenere Ergebnisse nicht gezeigt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::CouplingMapView</name>
    <message>
        <source>Coupling map</source>
        <translation>Kopplungskarte</translation>
    </message>
    <message>
        <source>Coupling map of %1</source>
        <translation>Kopplungskarte von %1</translation>
    </message>
    <message>
        <source>Qubits %1 and %2</source>
        <translation>Qubits %1 und %2</translation>
    </message>
    <message>
        <source>%1: not measured</source>
        <translation>%1: nicht gemessen</translation>
    </message>
    <message>
        <source>%1: the gate does not work</source>
        <translation>%1: Das Gatter funktioniert nicht</translation>
    </message>
    <message>
        <source>%1: error %2</source>
        <translation>%1: Fehler %2</translation>
    </message>
    <message>
        <source>%1: error %2, gate %3</source>
        <translation>%1: Fehler %2, Gatterdauer %3</translation>
    </message>
    <message>
        <source>T1 %1</source>
        <translation>T1 %1</translation>
    </message>
    <message>
        <source>T2 %1</source>
        <translation>T2 %1</translation>
    </message>
    <message>
        <source>one-qubit error %1</source>
        <translation>Ein-Qubit-Fehler %1</translation>
    </message>
    <message>
        <source>read-out error %1</source>
        <translation>Auslesefehler %1</translation>
    </message>
    <message>
        <source>not measured on its own</source>
        <translation>nicht einzeln gemessen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>every other</source>
        <translation>jedem anderen</translation>
    </message>
    <message>
        <source>coupled with %1</source>
        <translation>gekoppelt mit %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>holds qubit %1 of the circuit</source>
        <translation>trägt Qubit %1 des Schaltkreises</translation>
    </message>
    <message>
        <source>Qubit %1: %2</source>
        <translation>Qubit %1: %2</translation>
    </message>
    <message>
        <source>Every pair of qubits is coupled.</source>
        <translation>Jedes Paar von Qubits ist gekoppelt.</translation>
    </message>
    <message>
        <source>Not measured: nothing is known of its errors.</source>
        <translation>Nicht gemessen: Über die Fehler ist nichts bekannt.</translation>
    </message>
    <message>
        <source>Medians alone are known: %1.</source>
        <translation>Nur die Mediane sind bekannt: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n qubit(s), %1. Arrow keys go from qubit to qubit.</source>
        <translation>
            <numerusform>%n Qubit, %1. Pfeiltasten gehen von Qubit zu Qubit.</numerusform>
            <numerusform>%n Qubits, %1. Pfeiltasten gehen von Qubit zu Qubit.</numerusform>
        </translation>
    </message>
    <message>
        <source>every pair is coupled</source>
        <translation>jedes Paar ist gekoppelt</translation>
    </message>
    <message numerus="yes">
        <source>%n coupled pair(s)</source>
        <translation>
            <numerusform>%n gekoppeltes Paar</numerusform>
            <numerusform>%n gekoppelte Paare</numerusform>
        </translation>
    </message>
    <message>
        <source>every pair</source>
        <translation>jedes Paar</translation>
    </message>
    <message>
        <source>Edges: two-qubit error</source>
        <translation>Kanten: Zwei-Qubit-Fehler</translation>
    </message>
    <message>
        <source>Qubits: read-out error</source>
        <translation>Qubits: Auslesefehler</translation>
    </message>
    <message>
        <source>Qubits: one-qubit error</source>
        <translation>Qubits: Ein-Qubit-Fehler</translation>
    </message>
    <message>
        <source>%1 (logarithmic)</source>
        <translation>%1 (logarithmisch)</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CurveChart</name>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Copy values as CSV</source>
        <translation>Werte als CSV kopieren</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>epoch %1 · %2</source>
        <translation>Epoche %1 · %2</translation>
    </message>
    <message>
        <source>The curve appears here while a model trains.</source>
        <translation>Hier erscheint die Kurve, während ein Modell lernt.</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Copy picture (SVG and PNG)</source>
        <translation>Bild kopieren (SVG und PNG)</translation>
    </message>
    <message>
        <source>Table, CSV and picture of this chart</source>
        <translation>Tabelle, CSV und Bild dieses Diagramms</translation>
    </message>
</context>
<context>
    <name>qstore::ui::CurveTableModel</name>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
</context>
<context>
    <name>qstore::ui::DataPage</name>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Add a sample</source>
        <translation>Beispiel hinzufügen</translation>
    </message>
    <message>
        <source>Import table…</source>
        <translation>Tabelle importieren …</translation>
    </message>
    <message>
        <source>CSV and other delimited text; a preview comes first</source>
        <translation>CSV und anderer getrennter Text; zuerst kommt eine Vorschau</translation>
    </message>
    <message>
        <source>Datasets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Edit ▸ Undo brings it back; runs and models keep the rows they need</source>
        <translation>Bearbeiten ▸ Rückgängig holt ihn zurück; Läufe und Modelle behalten die Zeilen, die sie brauchen</translation>
    </message>
    <message>
        <source>No table yet. Bring your own, or start from a sample.</source>
        <translation>Noch keine Tabelle. Eine eigene mitbringen oder mit einem Beispiel beginnen.</translation>
    </message>
    <message>
        <source>Preparation</source>
        <translation>Aufbereitung</translation>
    </message>
    <message>
        <source>Import table</source>
        <translation>Tabelle importieren</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.gz);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt *.gz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>sample</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>%1 rows, %2 columns, from %3
SHA-256 %4</source>
        <translation>%1 Zeilen, %2 Spalten, aus %3
SHA-256 %4</translation>
    </message>
    <message>
        <source>%1 · %2 rows · %3 columns</source>
        <translation>%1 · %2 Zeilen · %3 Spalten</translation>
    </message>
    <message>
        <source>&amp;Rename dataset</source>
        <translation>Datensatz &amp;umbenennen</translation>
    </message>
    <message>
        <source>Type another name in the list; runs keep the name they were started with</source>
        <translation>Einen anderen Namen in die Liste schreiben; Läufe behalten den Namen, mit dem sie begonnen wurden</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete dataset</source>
        <translation>Datensatz löschen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::DecayChart</name>
    <message>
        <source>Decay over time</source>
        <translation>Zerfall über die Zeit</translation>
    </message>
    <message>
        <source>Decay over time, in numbers</source>
        <translation>Zerfall über die Zeit, in Zahlen</translation>
    </message>
    <message>
        <source>purity</source>
        <translation>Reinheit</translation>
    </message>
    <message>
        <source>fidelity</source>
        <translation>Fidelität</translation>
    </message>
    <message>
        <source>entropy (bits)</source>
        <translation>Entropie (Bits)</translation>
    </message>
    <message>
        <source>Idling under T1 and T2</source>
        <translation>Leerlauf unter T1 und T2</translation>
    </message>
    <message>
        <source>Table, CSV and picture of this chart</source>
        <translation>Tabelle, CSV und Bild dieses Diagramms</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Copy values as CSV</source>
        <translation>Werte als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy picture (SVG and PNG)</source>
        <translation>Bild kopieren (SVG und PNG)</translation>
    </message>
    <message>
        <source>time (µs)</source>
        <translation>Zeit (µs)</translation>
    </message>
    <message>
        <source>purity, fidelity</source>
        <translation>Reinheit, Fidelität</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::DenseLayersField</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Neurons of each layer, such as 8, 4 relu; activations are tanh (usual), relu, sigmoid and identity</source>
        <translation>Neuronen jeder Schicht, etwa 8, 4 relu; Aktivierungen sind tanh (üblich), relu, sigmoid und identity</translation>
    </message>
</context>
<context>
    <name>qstore::ui::DeviceDetailsView</name>
    <message>
        <source>The measurement of the device</source>
        <translation>Die Messung des Geräts</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Figures of each qubit</source>
        <translation>Werte jedes Qubits</translation>
    </message>
    <message>
        <source>Qubits</source>
        <translation>Qubits</translation>
    </message>
    <message>
        <source>Figures of each pair</source>
        <translation>Werte jedes Paars</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source>Show the newest</source>
        <translation>Neueste zeigen</translation>
    </message>
    <message>
        <source>Back to the newest measurement</source>
        <translation>Zurück zur neuesten Messung</translation>
    </message>
    <message>
        <source>Best qubits</source>
        <translation>Beste Qubits</translation>
    </message>
    <message>
        <source>Save noise model…</source>
        <translation>Rauschmodell speichern …</translation>
    </message>
    <message>
        <source>Colour qubits by</source>
        <translation>Qubits färben nach</translation>
    </message>
    <message>
        <source>Read-out error</source>
        <translation>Auslesefehler</translation>
    </message>
    <message>
        <source>One-qubit error</source>
        <translation>Ein-Qubit-Fehler</translation>
    </message>
    <message>
        <source>What the qubits are coloured by</source>
        <translation>Wonach die Qubits gefärbt sind</translation>
    </message>
    <message>
        <source>Point at a qubit or an edge to read its values.</source>
        <translation>Auf ein Qubit oder eine Kante zeigen, um die Werte zu lesen.</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Times in µs and ns, errors as fractions</source>
        <translation>Zeiten in µs und ns, Fehler als Bruchteile</translation>
    </message>
    <message>
        <source>No device selected</source>
        <translation>Kein Gerät ausgewählt</translation>
    </message>
    <message>
        <source>Select a device to see its qubits and how good they are.</source>
        <translation>Ein Gerät auswählen, um seine Qubits zu sehen und wie gut sie sind.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n qubit(s)</source>
        <translation>
            <numerusform>%n Qubit</numerusform>
            <numerusform>%n Qubits</numerusform>
        </translation>
    </message>
    <message>
        <source>gates: %1</source>
        <translation>Gatter: %1</translation>
    </message>
    <message>
        <source>queue not told</source>
        <translation>Warteschlange nicht mitgeteilt</translation>
    </message>
    <message>
        <source>queue: %1</source>
        <translation>Warteschlange: %1</translation>
    </message>
    <message>
        <source>%1 to %2 shots</source>
        <translation>%1 bis %2 Shots</translation>
    </message>
    <message>
        <source>%1 circuits a job</source>
        <translation>%1 Schaltkreise je Auftrag</translation>
    </message>
    <message>
        <source>noise models: %1</source>
        <translation>Rauschmodelle: %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
    <message>
        <source>Nothing is known of single qubits, medians at most</source>
        <translation>Über einzelne Qubits ist nichts bekannt, höchstens Mediane</translation>
    </message>
    <message>
        <source>Nothing is known of single pairs</source>
        <translation>Über einzelne Paare ist nichts bekannt</translation>
    </message>
    <message>
        <source>Computes without errors.</source>
        <translation>Rechnet ohne Fehler.</translation>
    </message>
    <message>
        <source>How good it is was not told.</source>
        <translation>Wie gut es ist, wurde nicht mitgeteilt.</translation>
    </message>
    <message>
        <source>Measured at an unknown time</source>
        <translation>Zu unbekannter Zeit gemessen</translation>
    </message>
    <message>
        <source>Measured %1</source>
        <translation>Gemessen %1</translation>
    </message>
    <message>
        <source>Typical published figures, not a measurement of today</source>
        <translation>Typische veröffentlichte Werte, keine Messung von heute</translation>
    </message>
    <message>
        <source>An older measurement, of %1</source>
        <translation>Eine ältere Messung, vom %1</translation>
    </message>
    <message>
        <source>Where the drawn circuit lies best on this device</source>
        <translation>Wo der gezeichnete Schaltkreis auf diesem Gerät am besten liegt</translation>
    </message>
    <message>
        <source>Draw a circuit first: this finds where it lies best</source>
        <translation>Zuerst einen Schaltkreis zeichnen: Dies findet, wo er am besten liegt</translation>
    </message>
    <message>
        <source>The errors of this device as a file, for simulations with noise (qstore circuit run --noise)</source>
        <translation>Die Fehler dieses Geräts als Datei, für Simulationen mit Rauschen (qstore circuit run --noise)</translation>
    </message>
    <message>
        <source>Its errors are not known</source>
        <translation>Seine Fehler sind nicht bekannt</translation>
    </message>
    <message>
        <source>Looking for the best qubits…</source>
        <translation>Die besten Qubits werden gesucht …</translation>
    </message>
    <message>
        <source>Some gates act on pairs that are not coupled: swaps will bring them together.</source>
        <translation>Einige Gatter wirken auf Paare, die nicht gekoppelt sind: Vertauschungen (SWAP) werden sie zusammenbringen.</translation>
    </message>
    <message>
        <source>Every gate acts on a coupled pair: no swaps are needed.</source>
        <translation>Jedes Gatter wirkt auf ein gekoppeltes Paar: Es braucht keine Vertauschungen (SWAP).</translation>
    </message>
    <message>
        <source>There may be a better place: the search was ended after %1 steps.</source>
        <translation>Es mag einen besseren Platz geben: Die Suche wurde nach %1 Schritten beendet.</translation>
    </message>
    <message>
        <source>Best qubits: %1. Errors are not known, so couplings alone counted.</source>
        <translation>Beste Qubits: %1. Fehler sind nicht bekannt, daher zählten nur die Kopplungen.</translation>
    </message>
    <message>
        <source>Best qubits: %1. Chance that no gate and no reading errs: %2.</source>
        <translation>Beste Qubits: %1. Wahrscheinlichkeit, dass weder ein Gatter noch ein Auslesen fehlgeht: %2.</translation>
    </message>
    <message>
        <source>Save noise model</source>
        <translation>Rauschmodell speichern</translation>
    </message>
    <message>
        <source>Noise model (*.json)</source>
        <translation>Rauschmodell (*.json)</translation>
    </message>
    <message>
        <source>Writing the noise model…</source>
        <translation>Das Rauschmodell wird geschrieben …</translation>
    </message>
    <message>
        <source>Saved %1: the noise of the best qubits, for the drawn circuit.</source>
        <translation>%1 gespeichert: das Rauschen der besten Qubits, für den gezeichneten Schaltkreis.</translation>
    </message>
    <message numerus="yes">
        <source>Saved %1: the noise of all %n qubit(s).</source>
        <translation>
            <numerusform>%1 gespeichert: das Rauschen von %n Qubit.</numerusform>
            <numerusform>%1 gespeichert: das Rauschen aller %n Qubits.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::DevicesModel</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>A practice cloud: nothing leaves this machine, and nothing is paid</source>
        <translation>Eine Übungs-Cloud: Nichts verlässt diesen Rechner, und nichts wird bezahlt</translation>
    </message>
    <message>
        <source>From a file</source>
        <translation>Aus einer Datei</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>%1 (practice)</source>
        <translation>%1 (Übung)</translation>
    </message>
    <message>
        <source>Calibration only</source>
        <translation>Nur Kalibrierung</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
    <message>
        <source>Unavailable</source>
        <translation>Nicht verfügbar</translation>
    </message>
    <message>
        <source>Retired</source>
        <translation>Stillgelegt</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n Auftrag</numerusform>
            <numerusform>%n Aufträge</numerusform>
        </translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>any gate</source>
        <translation>jedes Gatter</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>nicht mitgeteilt</translation>
    </message>
    <message>
        <source>The gates the device carries out; circuits are rewritten to them</source>
        <translation>Die Gatter, die das Gerät ausführt; Schaltkreise werden in sie umgeschrieben</translation>
    </message>
    <message>
        <source>Jobs that wait there, and how long one may wait</source>
        <translation>Aufträge, die dort warten, und wie lange einer warten mag</translation>
    </message>
    <message>
        <source>Roughly the fidelity of a two-qubit gate: the median of the device</source>
        <translation>Ungefähr die Güte eines Zwei-Qubit-Gatters: der Median des Geräts</translation>
    </message>
    <message>
        <source>When the device was measured, else when its account was asked</source>
        <translation>Wann das Gerät gemessen wurde, sonst wann sein Konto befragt wurde</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Qubits</source>
        <translation>Qubits</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Gatter</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Fidelity</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::DevicesPanel</name>
    <message>
        <source>Import calibration…</source>
        <translation>Kalibrierung importieren …</translation>
    </message>
    <message>
        <source>Look at a measurement from a file: IBM&apos;s properties, IonQ&apos;s characterization, or one that was saved here</source>
        <translation>Eine Messung aus einer Datei ansehen: „properties“ von IBM, „characterization“ von IonQ oder eine hier gespeicherte</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Ask every account that has a key for its devices</source>
        <translation>Jedes Konto, das einen Schlüssel hat, nach seinen Geräten fragen</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Asking the accounts…</source>
        <translation>Die Konten werden befragt …</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n Gerät</numerusform>
            <numerusform>%n Geräte</numerusform>
        </translation>
    </message>
    <message>
        <source>Import calibration</source>
        <translation>Kalibrierung importieren</translation>
    </message>
    <message>
        <source>Calibration (*.json);;All files (*)</source>
        <translation>Kalibrierung (*.json);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>qstore::ui::EmbeddingFields</name>
    <message>
        <source>observable %1 is empty</source>
        <translation>Observable %1 ist leer</translation>
    </message>
    <message>
        <source>write sums of Pauli products with commas between them: Z0, Z1, X0 X1</source>
        <translation>Summen von Pauli-Produkten mit Kommas dazwischen schreiben: Z0, Z1, X0 X1</translation>
    </message>
    <message>
        <source>What the recipe makes of a row, or expectation values on the state that an encoder or a circuit makes of that, simulated exactly</source>
        <translation>Was das Rezept aus einer Zeile macht, oder Erwartungswerte auf dem Zustand, den ein Kodierer oder ein Schaltkreis daraus macht, exakt simuliert</translation>
    </message>
    <message>
        <source>&amp;Vectors</source>
        <translation>&amp;Vektoren</translation>
    </message>
    <message>
        <source>Z of each qubit</source>
        <translation>Z jedes Qubits</translation>
    </message>
    <message>
        <source>Sums of Pauli products with commas between them: Z0, X0 X1, 0.5 Z0 - Y1. Each is one number of the vector</source>
        <translation>Summen von Pauli-Produkten mit Kommas dazwischen: Z0, X0 X1, 0.5 Z0 - Y1. Jede ist eine Zahl des Vektors</translation>
    </message>
    <message>
        <source>&amp;Observables</source>
        <translation>&amp;Observablen</translation>
    </message>
    <message>
        <source>Features of the recipe</source>
        <translation>Merkmale des Rezepts</translation>
    </message>
    <message>
        <source>Embedded: %1</source>
        <translation>Eingebettet: %1</translation>
    </message>
    <message>
        <source>The drawn circuit</source>
        <translation>Gezeichneter Schaltkreis</translation>
    </message>
    <message>
        <source>As the Circuit page holds it at the push</source>
        <translation>Wie die Seite Schaltkreis ihn beim Übertragen enthält</translation>
    </message>
    <message>
        <source>Circuit “%1”</source>
        <translation>Schaltkreis „%1“</translation>
    </message>
    <message>
        <source>the Circuit page holds no circuit yet</source>
        <translation>die Seite Schaltkreis enthält noch keinen Schaltkreis</translation>
    </message>
    <message>
        <source>draw one there, or choose another embedding</source>
        <translation>dort einen zeichnen oder eine andere Einbettung wählen</translation>
    </message>
    <message>
        <source>Circuit “%1” (not there now)</source>
        <translation>Schaltkreis „%1“ (derzeit nicht da)</translation>
    </message>
    <message>
        <source>there is no circuit “%1” in this workspace</source>
        <translation>in diesem Arbeitsbereich gibt es keinen Schaltkreis „%1“</translation>
    </message>
    <message>
        <source>save one under this name on the Circuit page, or choose another embedding</source>
        <translation>auf der Seite Schaltkreis einen unter diesem Namen speichern oder eine andere Einbettung wählen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::FilesPanel</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Whole files in the store that is shown: datasets with their recipe, models and checkpoints. They come back bit by bit.</source>
        <translation>Ganze Dateien im gezeigten Speicher: Datensätze mit ihrem Rezept, Modelle und Sicherungspunkte. Sie kommen Bit für Bit zurück.</translation>
    </message>
    <message>
        <source>The current dataset, a model, or the latest checkpoint of a run</source>
        <translation>Der aktuelle Datensatz, ein Modell oder der letzte Sicherungspunkt eines Laufs</translation>
    </message>
    <message>
        <source>&amp;What</source>
        <translation>&amp;Was</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Aufbewahren</translation>
    </message>
    <message>
        <source>In the background; a file of the same name is replaced, and Undo brings it back</source>
        <translation>Im Hintergrund; eine Datei gleichen Namens wird ersetzt, und Rückgängig holt sie zurück</translation>
    </message>
    <message>
        <source>Kept files</source>
        <translation>Aufbewahrte Dateien</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>SHA-256 of the file&apos;s bytes, to compare and copy</source>
        <translation>SHA-256 der Bytes der Datei, zum Vergleichen und Kopieren</translation>
    </message>
    <message>
        <source>the name it had</source>
        <translation>der bisherige Name</translation>
    </message>
    <message>
        <source>What the dataset or model is called here; a checkpoint goes to its run</source>
        <translation>Wie der Datensatz oder das Modell hier heißt; ein Sicherungspunkt geht an seinen Lauf</translation>
    </message>
    <message>
        <source>Restore &amp;as</source>
        <translation>Zurück &amp;als</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Back into this workspace, in the background</source>
        <translation>Zurück in diesen Arbeitsbereich, im Hintergrund</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Out of the store; Undo brings it back</source>
        <translation>Aus dem Speicher entfernen; Rückgängig holt sie zurück</translation>
    </message>
    <message>
        <source>%1 is kept already, the same in every bit.</source>
        <translation>%1 ist schon aufbewahrt, gleich in jedem Bit.</translation>
    </message>
    <message>
        <source>Dataset %1</source>
        <translation>Datensatz %1</translation>
    </message>
    <message>
        <source>Model %1</source>
        <translation>Modell %1</translation>
    </message>
    <message>
        <source>Checkpoint of run %1 (%2)</source>
        <translation>Sicherungspunkt von Lauf %1 (%2)</translation>
    </message>
    <message>
        <source>Reading the files…</source>
        <translation>Die Dateien werden gelesen …</translation>
    </message>
    <message>
        <source>No file is kept in this store yet.</source>
        <translation>In diesem Speicher ist noch keine Datei aufbewahrt.</translation>
    </message>
    <message>
        <source>%1, %2 bytes, kept %3</source>
        <translation>%1, %2 Bytes, aufbewahrt %3</translation>
    </message>
</context>
<context>
    <name>qstore::ui::GateInspector</name>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Nothing selected</source>
        <translation>Nichts ausgewählt</translation>
    </message>
    <message numerus="yes">
        <source>%n gates selected</source>
        <translation>
            <numerusform>%n Gatter ausgewählt</numerusform>
            <numerusform>%n Gatter ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Click a gate to change its angle, controls or role.</source>
        <translation>Ein Gatter anklicken, um Winkel, Steuerungen oder Rolle zu ändern.</translation>
    </message>
    <message>
        <source>Drag to move them, hold Ctrl to copy, press Del to remove.</source>
        <translation>Ziehen verschiebt sie, mit Strg kopiert es, Entf entfernt sie.</translation>
    </message>
    <message>
        <source>Angle</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>An angle in radians: a number, pi/2, a parameter such as θ0, or an expression</source>
        <translation>Ein Winkel im Bogenmaß: eine Zahl, pi/2, ein Parameter wie θ0 oder ein Ausdruck</translation>
    </message>
    <message>
        <source>Make trainable or bind to a data column</source>
        <translation>Trainierbar machen oder mit einer Datenspalte verbinden</translation>
    </message>
    <message>
        <source>Make trainable</source>
        <translation>Trainierbar machen</translation>
    </message>
    <message>
        <source>Bind to column</source>
        <translation>Mit Spalte verbinden</translation>
    </message>
    <message>
        <source>Bind %1</source>
        <translation>%1 verbinden</translation>
    </message>
    <message>
        <source>Change angle</source>
        <translation>Winkel ändern</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Drag and watch the state change; from −π to π</source>
        <translation>Ziehen und zusehen, wie sich der Zustand ändert; von −π bis π</translation>
    </message>
    <message>
        <source>Control %1</source>
        <translation>Steuerung %1</translation>
    </message>
    <message>
        <source>● on 1</source>
        <translation>● bei 1</translation>
    </message>
    <message>
        <source>○ on 0</source>
        <translation>○ bei 0</translation>
    </message>
    <message>
        <source>Switch between control and anti-control</source>
        <translation>Zwischen Steuerung und Gegensteuerung wechseln</translation>
    </message>
    <message>
        <source>Change control</source>
        <translation>Steuerung ändern</translation>
    </message>
    <message>
        <source>Remove this control</source>
        <translation>Diese Steuerung entfernen</translation>
    </message>
    <message>
        <source>Remove control</source>
        <translation>Steuerung entfernen</translation>
    </message>
    <message>
        <source>Add a control…</source>
        <translation>Eine Steuerung hinzufügen …</translation>
    </message>
    <message>
        <source>Add control</source>
        <translation>Steuerung hinzufügen</translation>
    </message>
    <message>
        <source>%1 rad</source>
        <translation>%1 rad</translation>
    </message>
</context>
<context>
    <name>qstore::ui::GatePalette</name>
    <message>
        <source>At π/2:</source>
        <translation>Bei π/2:</translation>
    </message>
    <message>
        <source>Find a gate</source>
        <translation>Gatter suchen</translation>
    </message>
    <message>
        <source>Gates</source>
        <translation>Gatter</translation>
    </message>
    <message>
        <source>Drag a gate onto a wire, or press Return to place it at the cursor.</source>
        <translation>Ein Gatter auf eine Leitung ziehen, oder mit der Eingabetaste an die Marke setzen.</translation>
    </message>
    <message>
        <source>Basic gates</source>
        <translation>Grundgatter</translation>
    </message>
    <message>
        <source>Rotations</source>
        <translation>Drehungen</translation>
    </message>
    <message>
        <source>Phases</source>
        <translation>Phasen</translation>
    </message>
    <message>
        <source>Two qubits</source>
        <translation>Zwei Qubits</translation>
    </message>
    <message>
        <source>Hardware native</source>
        <translation>Native Gatter der Hardware</translation>
    </message>
    <message>
        <source>This circuit&apos;s gates</source>
        <translation>Gatter dieses Schaltkreises</translation>
    </message>
    <message>
        <source>A gate defined in this circuit</source>
        <translation>Ein in diesem Schaltkreis definiertes Gatter</translation>
    </message>
    <message>
        <source>Control and measurement</source>
        <translation>Steuerung und Messung</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Reads a qubit into the classical bit of the same number</source>
        <translation>Liest ein Qubit in das klassische Bit derselben Nummer</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Sets a qubit to |0⟩</source>
        <translation>Setzt ein Qubit auf |0⟩</translation>
    </message>
    <message>
        <source>Barrier</source>
        <translation>Barriere</translation>
    </message>
    <message>
        <source>Keeps what is left of it before what is right of it</source>
        <translation>Hält, was links davon steht, vor dem, was rechts davon steht</translation>
    </message>
    <message>
        <source>Control</source>
        <translation>Steuerung</translation>
    </message>
    <message>
        <source>Drop it above or below a gate: acts when the qubit is 1</source>
        <translation>Über oder unter ein Gatter legen: wirkt, wenn das Qubit 1 ist</translation>
    </message>
    <message>
        <source>Anti-control</source>
        <translation>Gegensteuerung</translation>
    </message>
    <message>
        <source>Drop it above or below a gate: acts when the qubit is 0</source>
        <translation>Über oder unter ein Gatter legen: wirkt, wenn das Qubit 0 ist</translation>
    </message>
</context>
<context>
    <name>qstore::ui::GroupActions</name>
    <message>
        <source>This group</source>
        <translation>Diese Gruppe</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Remove group</source>
        <translation>Gruppe entfernen</translation>
    </message>
    <message>
        <source>The records stay; Undo brings the group back</source>
        <translation>Die Einträge bleiben; Rückgängig holt die Gruppe zurück</translation>
    </message>
    <message>
        <source>The record changes by Δ, each partner by strength × Δ: one hop, partners hand nothing on.</source>
        <translation>Der Eintrag ändert sich um Δ, jeder Partner um Stärke × Δ: ein Schritt, Partner geben nichts weiter.</translation>
    </message>
    <message>
        <source>Change the record</source>
        <translation>Eintrag ändern</translation>
    </message>
    <message>
        <source>In context</source>
        <translation>Im Kontext</translation>
    </message>
    <message>
        <source>By Δ</source>
        <translation>Um Δ</translation>
    </message>
    <message>
        <source>What the change would do</source>
        <translation>Was die Änderung bewirken würde</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>Wird zu</translation>
    </message>
    <message>
        <source>Apply the change</source>
        <translation>Änderung anwenden</translation>
    </message>
    <message>
        <source>As the table above shows; a line of the audit log, which Undo takes back</source>
        <translation>Wie die Tabelle oben zeigt; eine Zeile im Protokoll, die Rückgängig zurücknimmt</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Not in the group</source>
        <translation>Nicht in der Gruppe</translation>
    </message>
    <message>
        <source>Add to the group</source>
        <translation>In die Gruppe nehmen</translation>
    </message>
    <message>
        <source>From now on it changes with the others</source>
        <translation>Ab jetzt ändert er sich mit den anderen</translation>
    </message>
    <message>
        <source>In the group</source>
        <translation>In der Gruppe</translation>
    </message>
    <message>
        <source>Take out of the group</source>
        <translation>Aus der Gruppe nehmen</translation>
    </message>
    <message>
        <source>The record itself stays</source>
        <translation>Der Eintrag selbst bleibt</translation>
    </message>
    <message>
        <source>Strengths</source>
        <translation>Stärken</translation>
    </message>
    <message>
        <source>Of the group</source>
        <translation>Der Gruppe</translation>
    </message>
    <message>
        <source>Set strength</source>
        <translation>Stärke setzen</translation>
    </message>
    <message>
        <source>For all pairs that have none of their own</source>
        <translation>Für alle Paare ohne eigene Stärke</translation>
    </message>
    <message>
        <source>Of the pair</source>
        <translation>Des Paars</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>Own strength</source>
        <translation>Eigene Stärke</translation>
    </message>
    <message>
        <source>Set for this pair</source>
        <translation>Für dieses Paar setzen</translation>
    </message>
    <message>
        <source>Beside the group&apos;s strength</source>
        <translation>Neben der Stärke der Gruppe</translation>
    </message>
    <message>
        <source>Use the group&apos;s</source>
        <translation>Gruppenwert nehmen</translation>
    </message>
    <message>
        <source>The pair has none of its own</source>
        <translation>Das Paar hat dann keine eigene</translation>
    </message>
    <message>
        <source>Type Δ; then you see whom it reaches before anything changes.</source>
        <translation>Δ eingeben; dann ist zu sehen, wen es erreicht, bevor sich etwas ändert.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) would change</source>
        <translation>
            <numerusform>%n Eintrag würde sich ändern</numerusform>
            <numerusform>%n Einträge würden sich ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>stays: %1</source>
        <translation>bleibt: %1</translation>
    </message>
</context>
<context>
    <name>qstore::ui::GroupLogModel</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>took back %1</source>
        <translation>%1 zurückgenommen</translation>
    </message>
    <message>
        <source>repeated %1</source>
        <translation>%1 wiederholt</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>Partners that followed</source>
        <translation>Partner, die folgten</translation>
    </message>
    <message>
        <source>Could not follow</source>
        <translation>Konnten nicht folgen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::GroupPairsModel</name>
    <message>
        <source>%1 (own)</source>
        <translation>%1 (eigene)</translation>
    </message>
    <message>
        <source>none: %1</source>
        <translation>keine: %1</translation>
    </message>
    <message>
        <source>Typed by somebody: how much of a change the other one takes</source>
        <translation>Von jemandem eingegeben: wie viel einer Änderung der andere übernimmt</translation>
    </message>
    <message>
        <source>Pearson&apos;s coefficient r of the two vectors, computed</source>
        <translation>Koeffizient r nach Pearson der beiden Vektoren, berechnet</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Partner</source>
        <translation>Partner</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>Measured r</source>
        <translation>Gemessenes r</translation>
    </message>
</context>
<context>
    <name>qstore::ui::GroupView</name>
    <message>
        <source>Views of the group</source>
        <translation>Ansichten der Gruppe</translation>
    </message>
    <message>
        <source>Correlations</source>
        <translation>Korrelationen</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>Paare</translation>
    </message>
    <message>
        <source>Audit log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Measured in context</source>
        <translation>Gemessen im Kontext</translation>
    </message>
    <message>
        <source>Strengths and correlations of pairs</source>
        <translation>Stärken und Korrelationen der Paare</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Do the change again that was taken back; another line of the log</source>
        <translation>Die zurückgenommene Änderung noch einmal ausführen; eine weitere Zeile im Protokoll</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>strength %1: when one changes by Δ, each other one changes by %1 × Δ, once</source>
        <translation>Stärke %1: Ändert sich einer um Δ, ändert sich jeder andere um %1 × Δ, einmal</translation>
    </message>
    <message>
        <source>Nothing has been changed through this group yet.</source>
        <translation>Durch diese Gruppe wurde noch nichts geändert.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s); the log only grows, taking back is a line of its own</source>
        <translation>
            <numerusform>%n Zeile; das Protokoll wächst nur, Zurücknehmen ist eine eigene Zeile</numerusform>
            <numerusform>%n Zeilen; das Protokoll wächst nur, Zurücknehmen ist eine eigene Zeile</numerusform>
        </translation>
    </message>
    <message>
        <source>Put the vectors of the last change back, to the bit</source>
        <translation>Die Vektoren der letzten Änderung zurückholen, bis aufs Bit</translation>
    </message>
    <message>
        <source>Newer edits come first: take them back with Undo</source>
        <translation>Neuere Änderungen kommen zuerst: mit Rückgängig zurücknehmen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::GroupsModel</name>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
</context>
<context>
    <name>qstore::ui::HardwarePage</name>
    <message>
        <source>Hardware</source>
        <translation>Hardware</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Practice cloud</source>
        <translation>Übungs-Cloud</translation>
    </message>
    <message>
        <source>Hardware accounts…</source>
        <translation>Hardware-Konten …</translation>
    </message>
    <message>
        <source>Accounts of IonQ and IBM Quantum, and their keys</source>
        <translation>Konten bei IonQ und IBM Quantum und ihre Schlüssel</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s)</source>
        <translation>
            <numerusform>%n Konto</numerusform>
            <numerusform>%n Konten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n Gerät</numerusform>
            <numerusform>%n Geräte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) not finished</source>
        <translation>
            <numerusform>%n Auftrag nicht fertig</numerusform>
            <numerusform>%n Aufträge nicht fertig</numerusform>
        </translation>
    </message>
    <message>
        <source>practice cloud running</source>
        <translation>Übungs-Cloud läuft</translation>
    </message>
</context>
<context>
    <name>qstore::ui::HistogramView</name>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
</context>
<context>
    <name>qstore::ui::HistoryModel</name>
    <message>
        <source>Measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>Two-qubit error</source>
        <translation>Zwei-Qubit-Fehler</translation>
    </message>
    <message>
        <source>Read-out error</source>
        <translation>Auslesefehler</translation>
    </message>
    <message>
        <source>T1</source>
        <translation>T1</translation>
    </message>
</context>
<context>
    <name>qstore::ui::HitsModel</name>
    <message>
        <source>Fidelity of its state with that of the query: 1 is the same state, 0 is told apart by one measurement</source>
        <translation>Fidelität seines Zustands mit dem der Anfrage: 1 ist derselbe Zustand, 0 unterscheidet schon eine einzige Messung</translation>
    </message>
    <message>
        <source>Where the store&apos;s own order has it</source>
        <translation>Wo er in der Reihenfolge des Speichers steht</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Fidelity</source>
        <translation>Fidelität</translation>
    </message>
    <message>
        <source>Rank before</source>
        <translation>Rang zuvor</translation>
    </message>
</context>
<context>
    <name>qstore::ui::HomePage</name>
    <message>
        <source>Home</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>From a table to a trained quantum model</source>
        <translation>Von einer Tabelle zum trainierten Quantenmodell</translation>
    </message>
    <message>
        <source>Bring a table, wire its columns to the gates of a circuit, press Train and watch it learn beside logistic regression on the same rows.</source>
        <translation>Eine Tabelle mitbringen, ihre Spalten mit den Gattern eines Schaltkreises verbinden, auf Trainieren drücken und zusehen, wie er neben der logistischen Regression auf denselben Zeilen lernt.</translation>
    </message>
    <message>
        <source>Open example</source>
        <translation>Beispiel öffnen</translation>
    </message>
    <message>
        <source>Iris flowers: adds the table and trains a model, in a few seconds</source>
        <translation>Schwertlilien: fügt die Tabelle hinzu und trainiert ein Modell, in wenigen Sekunden</translation>
    </message>
    <message>
        <source>Import table…</source>
        <translation>Tabelle importieren …</translation>
    </message>
    <message>
        <source>Draw a circuit</source>
        <translation>Schaltkreis zeichnen</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Open on the Data page. %1</source>
        <translation>Auf der Seite Daten öffnen. %1</translation>
    </message>
    <message>
        <source>%1 rows · %2 features · %3 classes</source>
        <translation>%1 Zeilen · %2 Merkmale · %3 Klassen</translation>
    </message>
    <message>
        <source>Recent runs</source>
        <translation>Letzte Läufe</translation>
    </message>
    <message>
        <source>Nothing trained in this workspace yet.</source>
        <translation>In diesem Arbeitsbereich wurde noch nichts trainiert.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ImportDialog</name>
    <message>
        <source>Import %1</source>
        <translation>%1 importieren</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>Komma</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>Semikolon</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tabulator</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leerzeichen</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>Senkrechter Strich</translation>
    </message>
    <message>
        <source>&amp;Separator</source>
        <translation>&amp;Trennzeichen</translation>
    </message>
    <message>
        <source>Point (3.14)</source>
        <translation>Punkt (3.14)</translation>
    </message>
    <message>
        <source>Comma (3,14)</source>
        <translation>Komma (3,14)</translation>
    </message>
    <message>
        <source>&amp;Decimal mark</source>
        <translation>&amp;Dezimalzeichen</translation>
    </message>
    <message>
        <source>UTF-8</source>
        <translation>UTF-8</translation>
    </message>
    <message>
        <source>UTF-16, little endian</source>
        <translation>UTF-16, Little Endian</translation>
    </message>
    <message>
        <source>UTF-16, big endian</source>
        <translation>UTF-16, Big Endian</translation>
    </message>
    <message>
        <source>Latin-1</source>
        <translation>Latin-1</translation>
    </message>
    <message>
        <source>&amp;Encoding</source>
        <translation>&amp;Kodierung</translation>
    </message>
    <message>
        <source>S&amp;kip lines</source>
        <translation>Zeilen ü&amp;berspringen</translation>
    </message>
    <message>
        <source>First line holds the column &amp;names</source>
        <translation>Die erste Zeile enthält die Spalten&amp;namen</translation>
    </message>
    <message>
        <source>What the model learns to predict</source>
        <translation>Was das Modell vorherzusagen lernt</translation>
    </message>
    <message>
        <source>&amp;Target</source>
        <translation>&amp;Ziel</translation>
    </message>
    <message>
        <source>Select columns below to change their type and role together.</source>
        <translation>Unten Spalten auswählen, um Typ und Rolle gemeinsam zu ändern.</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>T&amp;yp</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rolle</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Recognised with %1 confidence</source>
        <translation>Erkannt mit %1 Sicherheit</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>more than NA, nan, null, ?, -</source>
        <translation>mehr als NA, nan, null, ?, -</translation>
    </message>
    <message>
        <source>Words that mean a missing value, separated by commas, such as inf, n.a.</source>
        <translation>Wörter, die für einen fehlenden Wert stehen, durch Kommas getrennt, etwa inf, n.a.</translation>
    </message>
    <message>
        <source>&amp;Missing values</source>
        <translation>&amp;Fehlende Werte</translation>
    </message>
</context>
<context>
    <name>qstore::ui::InlineMessage</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy this message</source>
        <translation>Diese Meldung kopieren</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::JobDetailsView</name>
    <message>
        <source>Select a job to see how it went.</source>
        <translation>Einen Auftrag auswählen, um zu sehen, wie er verlief.</translation>
    </message>
    <message>
        <source>The selected job</source>
        <translation>Der ausgewählte Auftrag</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Circuit whose results are shown</source>
        <translation>Schaltkreis, dessen Ergebnisse gezeigt sind</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Every outcome of this circuit with its count and probability</source>
        <translation>Jedes Ergebnis dieses Schaltkreises mit Anzahl und Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>Copy the id of the job in this workspace</source>
        <translation>Die Kennung des Auftrags in diesem Arbeitsbereich kopieren</translation>
    </message>
    <message>
        <source>At the provider</source>
        <translation>Beim Anbieter</translation>
    </message>
    <message>
        <source>Copy the provider&apos;s id of the job</source>
        <translation>Die Kennung des Auftrags beim Anbieter kopieren</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Copy the token by which the job is found again before it is ever sent twice</source>
        <translation>Das Token kopieren, mit dem der Auftrag wiedergefunden wird, bevor er je zweimal gesendet wird</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Cancel job</source>
        <translation>Auftrag abbrechen</translation>
    </message>
    <message>
        <source>In any state; what runs already may still complete and be billed</source>
        <translation>In jedem Zustand; was schon läuft, kann noch fertig und berechnet werden</translation>
    </message>
    <message>
        <source>Submit again…</source>
        <translation>Erneut senden …</translation>
    </message>
    <message>
        <source>The same circuits once more, as a new job</source>
        <translation>Dieselben Schaltkreise noch einmal, als neuer Auftrag</translation>
    </message>
    <message>
        <source>Open run</source>
        <translation>Lauf öffnen</translation>
    </message>
    <message>
        <source>Show the training that this job is part of</source>
        <translation>Das Training zeigen, zu dem dieser Auftrag gehört</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Nobody follows this job: %1</source>
        <translation>Niemand verfolgt diesen Auftrag: %1</translation>
    </message>
    <message>
        <source>Its training follows this job while it runs; resuming the run takes it up again.</source>
        <translation>Sein Training verfolgt diesen Auftrag, solange es läuft; das Fortsetzen des Laufs nimmt ihn wieder auf.</translation>
    </message>
    <message>
        <source>Account %1: a practice cloud, nothing is paid</source>
        <translation>Konto %1: eine Übungs-Cloud, nichts wird bezahlt</translation>
    </message>
    <message>
        <source>Account %1</source>
        <translation>Konto %1</translation>
    </message>
    <message>
        <source>%1 circuits, each with %2 shots</source>
        <translation>Schaltkreise: %1, jeder mit %2 Shots</translation>
    </message>
    <message>
        <source>%1 more were equal to one of them and are not run again</source>
        <translation>dazu gleiche, die nicht noch einmal ausgeführt werden: %1</translation>
    </message>
    <message>
        <source>Cost %1</source>
        <translation>Kosten %1</translation>
    </message>
    <message>
        <source>Estimated at %1</source>
        <translation>Geschätzt auf %1</translation>
    </message>
    <message>
        <source>Price not known</source>
        <translation>Preis nicht bekannt</translation>
    </message>
    <message>
        <source>For %1</source>
        <translation>Für %1</translation>
    </message>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
    <message>
        <source>Circuit %1 of %2</source>
        <translation>Schaltkreis %1 von %2</translation>
    </message>
    <message>
        <source>The same %1 circuits are sent to %2 as a new job. %3</source>
        <translation>Dieselben Schaltkreise (%1) werden als neuer Auftrag an %2 gesendet. %3</translation>
    </message>
    <message>
        <source>It costs about %1 once more.</source>
        <translation>Er kostet noch einmal etwa %1.</translation>
    </message>
    <message>
        <source>What it costs is not known here.</source>
        <translation>Was er kostet, ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Submit this job again</source>
        <translation>Diesen Auftrag erneut senden</translation>
    </message>
    <message>
        <source>Submit again</source>
        <translation>Erneut senden</translation>
    </message>
    <message>
        <source>A practice cloud: nothing is paid.</source>
        <translation>Eine Übungs-Cloud: Nichts wird bezahlt.</translation>
    </message>
    <message>
        <source>Would have cost %1</source>
        <translation>Hätte %1 gekostet</translation>
    </message>
</context>
<context>
    <name>qstore::ui::JobTimeline</name>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Time line of the job</source>
        <translation>Zeitleiste des Auftrags</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>qstore::ui::JobsModel</name>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>%1 circuits, each with %2 shots</source>
        <translation>Schaltkreise: %1, jeder mit %2 Shots</translation>
    </message>
    <message>
        <source>%1; %2 more were equal to one of them and are not run again</source>
        <translation>%1; dazu gleiche, die nicht noch einmal ausgeführt werden: %2</translation>
    </message>
    <message>
        <source>As the provider says; it was estimated at %1</source>
        <translation>Nach Angabe des Anbieters; geschätzt war %1</translation>
    </message>
    <message>
        <source>As the provider says</source>
        <translation>Nach Angabe des Anbieters</translation>
    </message>
    <message>
        <source>Estimated; the provider has not told its price yet</source>
        <translation>Geschätzt; der Anbieter hat seinen Preis noch nicht genannt</translation>
    </message>
    <message>
        <source>Neither the provider nor the price table says</source>
        <translation>Weder der Anbieter noch die Preistabelle sagt es</translation>
    </message>
    <message>
        <source>%1 (practice)</source>
        <translation>%1 (Übung)</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Vorbereitet</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>Wird gesendet</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Fetching</source>
        <translation>Holt Ergebnisse</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Needs a key</source>
        <translation>Braucht Schlüssel</translation>
    </message>
    <message>
        <source>Stored here, not sent yet</source>
        <translation>Hier gespeichert, noch nicht gesendet</translation>
    </message>
    <message>
        <source>May have been sent; it is looked up before it is sent again</source>
        <translation>Vielleicht schon gesendet; wird nachgesehen, bevor erneut gesendet wird</translation>
    </message>
    <message>
        <source>Waits at the provider</source>
        <translation>Wartet beim Anbieter</translation>
    </message>
    <message>
        <source>The device works on it</source>
        <translation>Das Gerät arbeitet daran</translation>
    </message>
    <message>
        <source>Finished at the provider; the results are on their way</source>
        <translation>Beim Anbieter fertig; die Ergebnisse sind unterwegs</translation>
    </message>
    <message>
        <source>Its results are stored here</source>
        <translation>Die Ergebnisse sind hier gespeichert</translation>
    </message>
    <message>
        <source>To be cancelled; it may still complete</source>
        <translation>Soll abgebrochen werden; kann noch fertig werden</translation>
    </message>
    <message>
        <source>Will not be run</source>
        <translation>Wird nicht ausgeführt</translation>
    </message>
    <message>
        <source>Over, without results</source>
        <translation>Vorbei, ohne Ergebnisse</translation>
    </message>
    <message>
        <source>Waits for a key that works, then goes on from where it was</source>
        <translation>Wartet auf einen gültigen Schlüssel und geht dann dort weiter, wo er war</translation>
    </message>
    <message>
        <source>run %1</source>
        <translation>Lauf %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Circuits, and shots of each</source>
        <translation>Schaltkreise und Shots von jedem</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Circuits × shots</source>
        <translation>Schaltkreise × Shots</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Submitted</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>qstore::ui::JobsPanel</name>
    <message>
        <source>No job yet. Circuits that you run on a device of an account appear here, with their time line and cost.</source>
        <translation>Noch kein Auftrag. Hier erscheinen Schaltkreise, die auf dem Gerät eines Kontos ausgeführt werden, mit Zeitleiste und Kosten.</translation>
    </message>
    <message>
        <source>Go to Circuit</source>
        <translation>Zum Schaltkreis</translation>
    </message>
    <message>
        <source>Reading the jobs of the workspace…</source>
        <translation>Die Aufträge des Arbeitsbereichs werden gelesen …</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Which jobs are listed</source>
        <translation>Welche Aufträge aufgeführt sind</translation>
    </message>
    <message>
        <source>All jobs</source>
        <translation>Alle Aufträge</translation>
    </message>
    <message>
        <source>Unfinished</source>
        <translation>Unfertige</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagene</translation>
    </message>
    <message>
        <source>Attach by id…</source>
        <translation>Mit Kennung übernehmen …</translation>
    </message>
    <message>
        <source>Take in a job that was submitted elsewhere, by its id at the provider</source>
        <translation>Einen anderswo gesendeten Auftrag aufnehmen, mit seiner Kennung beim Anbieter</translation>
    </message>
    <message>
        <source>Account of the job</source>
        <translation>Konto des Auftrags</translation>
    </message>
    <message>
        <source>Id of the job at the provider</source>
        <translation>Kennung des Auftrags beim Anbieter</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Close without attaching</source>
        <translation>Schließen, ohne zu übernehmen</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>By month</source>
        <translation>Nach Monat</translation>
    </message>
    <message>
        <source>What each account cost in each month</source>
        <translation>Was jedes Konto in jedem Monat kostete</translation>
    </message>
    <message>
        <source>Spent by account and month</source>
        <translation>Ausgegeben nach Konto und Monat</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n Auftrag</numerusform>
            <numerusform>%n Aufträge</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 unfinished</source>
        <translation>%1, %2 unfertig</translation>
    </message>
    <message>
        <source>%1 in this workspace</source>
        <translation>%1 in diesem Arbeitsbereich</translation>
    </message>
    <message>
        <source>%1 in this workspace, ≈ %2 more not told yet</source>
        <translation>%1 in diesem Arbeitsbereich, ≈ %2 weitere noch nicht genannt</translation>
    </message>
    <message>
        <source>There is no account yet whose job could be attached.</source>
        <translation>Es gibt noch kein Konto, dessen Auftrag sich übernehmen ließe.</translation>
    </message>
    <message>
        <source>Add an account first.</source>
        <translation>Zuerst ein Konto hinzufügen.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::JourneyDrawing</name>
    <message>
        <source>Columns of a table run into a circuit; a curve rises</source>
        <translation>Spalten einer Tabelle laufen in einen Schaltkreis; eine Kurve steigt</translation>
    </message>
</context>
<context>
    <name>qstore::ui::KeptFilesModel</name>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>SHA-256 of its bytes</source>
        <translation>SHA-256 ihrer Bytes</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Aufbewahrt</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Sicherungspunkt</translation>
    </message>
</context>
<context>
    <name>qstore::ui::KeyBox</name>
    <message>
        <source>Key in the system keychain, %1</source>
        <translation>Schlüssel im Schlüsselbund des Systems, %1</translation>
    </message>
    <message>
        <source>Key in the vault, %1</source>
        <translation>Schlüssel im Tresor, %1</translation>
    </message>
    <message>
        <source>Key from the environment, %1</source>
        <translation>Schlüssel aus der Umgebung, %1</translation>
    </message>
    <message>
        <source>Key for this session only, %1</source>
        <translation>Schlüssel nur für diese Sitzung, %1</translation>
    </message>
    <message>
        <source>Looking for the key…</source>
        <translation>Der Schlüssel wird gesucht …</translation>
    </message>
    <message>
        <source>No key, or one in the locked vault</source>
        <translation>Kein Schlüssel, oder einer im gesperrten Tresor</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Kein Schlüssel</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Paste the key here</source>
        <translation>Den Schlüssel hier einfügen</translation>
    </message>
    <message>
        <source>It is shown nowhere again, and is in no file but the place chosen below</source>
        <translation>Er wird nirgends wieder gezeigt und steht in keiner Datei außer am unten gewählten Ort</translation>
    </message>
    <message>
        <source>New &amp;key</source>
        <translation>Neuer Sch&amp;lüssel</translation>
    </message>
    <message>
        <source>Never plain text: the system keychain, a vault file under a master password, or the memory of this program</source>
        <translation>Nie im Klartext: der Schlüsselbund des Systems, eine Tresordatei mit Hauptpasswort oder der Speicher dieses Programms</translation>
    </message>
    <message>
        <source>Keep &amp;it in</source>
        <translation>Au&amp;fbewahren in</translation>
    </message>
    <message>
        <source>Save key</source>
        <translation>Schlüssel speichern</translation>
    </message>
    <message>
        <source>Keep the key at the place chosen; the field is emptied</source>
        <translation>Den Schlüssel am gewählten Ort aufbewahren; das Feld wird geleert</translation>
    </message>
    <message>
        <source>Forget key</source>
        <translation>Schlüssel vergessen</translation>
    </message>
    <message>
        <source>Remove the key of this account from keychain, vault and memory</source>
        <translation>Den Schlüssel dieses Kontos aus Schlüsselbund, Tresor und Speicher entfernen</translation>
    </message>
    <message>
        <source>System keychain</source>
        <translation>Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Tresor</translation>
    </message>
    <message>
        <source>Vault (locked)</source>
        <translation>Tresor (gesperrt)</translation>
    </message>
    <message>
        <source>This session only</source>
        <translation>Nur diese Sitzung</translation>
    </message>
    <message>
        <source>Save the account first, then give its key.</source>
        <translation>Zuerst das Konto speichern, dann seinen Schlüssel angeben.</translation>
    </message>
    <message>
        <source>It is read from %1 and cannot be changed here.</source>
        <translation>Er wird aus %1 gelesen und lässt sich hier nicht ändern.</translation>
    </message>
    <message>
        <source>It opens nothing but the practice cloud of this window.</source>
        <translation>Er öffnet nichts als die Übungs-Cloud dieses Fensters.</translation>
    </message>
    <message>
        <source>On a cluster it may also come from the variable %1.</source>
        <translation>Auf einem Cluster kann er auch aus der Variablen %1 kommen.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::KeyPlacesBox</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Lock vault</source>
        <translation>Tresor sperren</translation>
    </message>
    <message>
        <source>Where keys are kept</source>
        <translation>Wo Schlüssel aufbewahrt werden</translation>
    </message>
    <message>
        <source>Ask the system keychain once more, after it was unlocked or installed</source>
        <translation>Den Schlüsselbund des Systems noch einmal fragen, nachdem er entsperrt oder installiert wurde</translation>
    </message>
    <message>
        <source>Master password</source>
        <translation>Hauptpasswort</translation>
    </message>
    <message>
        <source>Master password of the vault</source>
        <translation>Hauptpasswort des Tresors</translation>
    </message>
    <message>
        <source>At least eight characters; nobody can bring it back when it is lost</source>
        <translation>Mindestens acht Zeichen; ist es verloren, kann niemand es zurückholen</translation>
    </message>
    <message>
        <source>Wipe the vault&apos;s keys from memory</source>
        <translation>Die Schlüssel des Tresors aus dem Speicher löschen</translation>
    </message>
    <message>
        <source>System keychain: asking…</source>
        <translation>Schlüsselbund des Systems: wird gefragt …</translation>
    </message>
    <message>
        <source>System keychain: ready</source>
        <translation>Schlüsselbund des Systems: bereit</translation>
    </message>
    <message>
        <source>System keychain: cannot be used – %1</source>
        <translation>Schlüsselbund des Systems: nicht nutzbar – %1</translation>
    </message>
    <message>
        <source>Vault: opening…</source>
        <translation>Tresor: wird geöffnet …</translation>
    </message>
    <message>
        <source>Vault: unlocked until it is locked or the program ends</source>
        <translation>Tresor: entsperrt, bis er gesperrt wird oder das Programm endet</translation>
    </message>
    <message>
        <source>Vault: locked</source>
        <translation>Tresor: gesperrt</translation>
    </message>
    <message>
        <source>Vault: none yet – one encrypted file under a master password</source>
        <translation>Tresor: noch keiner – eine verschlüsselte Datei mit Hauptpasswort</translation>
    </message>
    <message>
        <source>Unlock vault</source>
        <translation>Tresor entsperren</translation>
    </message>
    <message>
        <source>Create vault</source>
        <translation>Tresor anlegen</translation>
    </message>
    <message>
        <source>Unlock the vault with its master password; takes about a second</source>
        <translation>Den Tresor mit seinem Hauptpasswort entsperren; dauert etwa eine Sekunde</translation>
    </message>
    <message>
        <source>Create a vault with this master password; takes about a second</source>
        <translation>Einen Tresor mit diesem Hauptpasswort anlegen; dauert etwa eine Sekunde</translation>
    </message>
</context>
<context>
    <name>qstore::ui::KindBadge</name>
    <message>
        <source>classical</source>
        <translation>klassisch</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>bookkeeping</source>
        <translation>Buchführung</translation>
    </message>
</context>
<context>
    <name>qstore::ui::LibraryForm</name>
    <message>
        <source>The library</source>
        <translation>Die Bibliothek</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Records that are not archived; in a full library a new one takes the place of another</source>
        <translation>Einträge, die nicht archiviert sind; in einer vollen Bibliothek nimmt ein neuer den Platz eines anderen ein</translation>
    </message>
    <message>
        <source>Coherence times</source>
        <translation>Kohärenzzeiten</translation>
    </message>
    <message>
        <source>They count at once: a record whose time is over does not answer any more. Pinned records have none. Fewer places take effect at the next sweep.</source>
        <translation>Sie gelten sofort: Ein Eintrag, dessen Zeit vorbei ist, antwortet nicht mehr. Angeheftete Einträge haben keine. Weniger Plätze wirken erst beim nächsten Aufräumen.</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>For all records of this workspace; it can be undone</source>
        <translation>Für alle Einträge dieses Arbeitsbereichs; es lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>Alles lassen, wie es ist</translation>
    </message>
    <message>
        <source>Tier %1</source>
        <translation>Stufe %1</translation>
    </message>
    <message>
        <source>%1 of %2 places are taken</source>
        <translation>%1 von %2 Plätzen sind belegt</translation>
    </message>
    <message>
        <source>That is what holds already.</source>
        <translation>Das gilt bereits.</translation>
    </message>
    <message numerus="yes">
        <source>Set. %n record(s) too many: the next sweep lets the least worth go.</source>
        <translation>
            <numerusform>Gesetzt. %n Eintrag zu viel: Das nächste Aufräumen entfernt den am wenigsten wertvollen.</numerusform>
            <numerusform>Gesetzt. %n Einträge zu viel: Das nächste Aufräumen entfernt die am wenigsten wertvollen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Set.</source>
        <translation>Gesetzt.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::LiveState</name>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>The circuit takes %1 from data: choose a dataset that has it to see the state.</source>
        <translation>Der Schaltkreis nimmt %1 aus den Daten: Mit einem Datensatz, der das hat, ist der Zustand zu sehen.</translation>
    </message>
    <message>
        <source>The dataset %1 lacks %2, which the circuit takes from data. Choose another dataset, or bind these angles anew.</source>
        <translation>Dem Datensatz %1 fehlt %2, was der Schaltkreis aus den Daten nimmt. Einen anderen Datensatz wählen oder diese Winkel neu binden.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::MainWindow</name>
    <message>
        <source>No workspace</source>
        <translation>Kein Arbeitsbereich</translation>
    </message>
    <message>
        <source>Q-Store Workbench</source>
        <translation>Q-Store Workbench</translation>
    </message>
    <message>
        <source>%1 — Q-Store Workbench</source>
        <translation>%1 — Q-Store Workbench</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Circuit</source>
        <translation>&amp;Schaltkreis</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>Ausfüh&amp;ren</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Command palette…</source>
        <translation>&amp;Befehlspalette …</translation>
    </message>
    <message>
        <source>Find any action or gate by name</source>
        <translation>Jede Aktion und jedes Gatter beim Namen finden</translation>
    </message>
    <message>
        <source>&amp;New workspace…</source>
        <translation>&amp;Neuer Arbeitsbereich …</translation>
    </message>
    <message>
        <source>Start an empty workspace file</source>
        <translation>Mit einer leeren Arbeitsbereichsdatei beginnen</translation>
    </message>
    <message>
        <source>New workspace</source>
        <translation>Neuer Arbeitsbereich</translation>
    </message>
    <message>
        <source>untitled.qstore</source>
        <translation>unbenannt.qstore</translation>
    </message>
    <message>
        <source>Workspaces (*.qstore)</source>
        <translation>Arbeitsbereiche (*.qstore)</translation>
    </message>
    <message>
        <source>&amp;Open workspace…</source>
        <translation>Arbeitsbereich ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open another workspace file</source>
        <translation>Eine andere Arbeitsbereichsdatei öffnen</translation>
    </message>
    <message>
        <source>Open workspace</source>
        <translation>Arbeitsbereich öffnen</translation>
    </message>
    <message>
        <source>Workspaces (*.qstore);;All files (*)</source>
        <translation>Arbeitsbereiche (*.qstore);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window; everything is kept</source>
        <translation>Das Fenster schließen; alles bleibt erhalten</translation>
    </message>
    <message>
        <source>Next &amp;part</source>
        <translation>Nächster &amp;Teil</translation>
    </message>
    <message>
        <source>Move the keyboard to the next part of the window</source>
        <translation>Die Tastatur zum nächsten Teil des Fensters bewegen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>Follow the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Show &amp;menu bar</source>
        <translation>&amp;Menüleiste zeigen</translation>
    </message>
    <message>
        <source>Hide or show the menu bar</source>
        <translation>Die Menüleiste aus- oder einblenden</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Use the whole screen</source>
        <translation>Den ganzen Bildschirm nutzen</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Every action that has a shortcut</source>
        <translation>Jede Aktion mit einem Tastenkürzel</translation>
    </message>
    <message>
        <source>&amp;About Q-Store Workbench</source>
        <translation>Ü&amp;ber Q-Store Workbench</translation>
    </message>
    <message>
        <source>Version and licence</source>
        <translation>Version und Lizenz</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>About Q-Store Workbench</source>
        <translation>Über Q-Store Workbench</translation>
    </message>
    <message>
        <source>Version %1
Quantum machine learning you can see: from a table to a trained model.
Free software under GPL-3.0-or-later; its engine under Apache-2.0.</source>
        <translation>Version %1
Quantenmaschinelles Lernen, dem man zusehen kann: von einer Tabelle zum trainierten Modell.
Freie Software unter GPL-3.0-or-later; ihr Kern unter Apache-2.0.</translation>
    </message>
    <message>
        <source>Take back the last step on this page</source>
        <translation>Den letzten Schritt auf dieser Seite zurücknehmen</translation>
    </message>
    <message>
        <source>&amp;Undo %1</source>
        <translation>&amp;Rückgängig: %1</translation>
    </message>
    <message>
        <source>Do again what was taken back on this page</source>
        <translation>Wiederholen, was auf dieser Seite zurückgenommen wurde</translation>
    </message>
    <message>
        <source>&amp;Redo %1</source>
        <translation>&amp;Wiederholen: %1</translation>
    </message>
    <message>
        <source>P&amp;lugins…</source>
        <translation>&amp;Plugins …</translation>
    </message>
    <message>
        <source>Which plugins there are, and why one is not in use</source>
        <translation>Welche Plugins es gibt, und warum eines nicht benutzt wird</translation>
    </message>
</context>
<context>
    <name>qstore::ui::MeasuredPanel</name>
    <message>
        <source>Not run yet. Counts of a run appear here, beside the exact probabilities.</source>
        <translation>Noch nicht ausgeführt. Hier erscheinen die gemessenen Anzahlen neben den exakten Wahrscheinlichkeiten.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>&amp;Backend</source>
        <translation>Bac&amp;kend</translation>
    </message>
    <message>
        <source>&amp;Shots</source>
        <translation>Sh&amp;ots</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop it; the job of a machine is cancelled there</source>
        <translation>Anhalten; der Auftrag einer Maschine wird dort abgebrochen</translation>
    </message>
    <message>
        <source>Run · free</source>
        <translation>Ausführen · kostenlos</translation>
    </message>
    <message>
        <source>Run · price unknown</source>
        <translation>Ausführen · Preis unbekannt</translation>
    </message>
    <message>
        <source>Run · ≈ %1</source>
        <translation>Ausführen · ≈ %1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>This backend is not known now: its account has no key, or does not answer</source>
        <translation>Dieses Backend ist zurzeit unbekannt: Sein Konto hat keinen Schlüssel oder antwortet nicht</translation>
    </message>
    <message>
        <source>Run the drawn circuit with its present values on %1</source>
        <translation>Den gezeichneten Schaltkreis mit seinen jetzigen Werten auf %1 ausführen</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>A practice cloud: nothing is paid.</source>
        <translation>Eine Übungs-Cloud: Nichts wird bezahlt.</translation>
    </message>
    <message>
        <source>%1 shots on %2</source>
        <translation>%1 Shots auf %2</translation>
    </message>
    <message>
        <source>billed %1 for practice</source>
        <translation>zur Übung %1 berechnet</translation>
    </message>
    <message>
        <source>billed %1</source>
        <translation>%1 berechnet</translation>
    </message>
    <message>
        <source>exact probabilities are shown up to %1 qubits without measurements on the way</source>
        <translation>exakte Wahrscheinlichkeiten werden bis %1 Qubits und ohne Messungen unterwegs gezeigt</translation>
    </message>
    <message>
        <source>the circuit has changed since</source>
        <translation>der Schaltkreis hat sich seither geändert</translation>
    </message>
    <message>
        <source>Run, price unknown?</source>
        <translation>Ausführen, Preis unbekannt?</translation>
    </message>
    <message>
        <source>Run for ≈ %1?</source>
        <translation>Für ≈ %1 ausführen?</translation>
    </message>
    <message>
        <source>Press once more to run it</source>
        <translation>Noch einmal drücken, um ihn auszuführen</translation>
    </message>
    <message>
        <source>Run · practice, would cost %1</source>
        <translation>Ausführen · Übung, würde %1 kosten</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ModelBin</name>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Show the deleted versions; each of them can be restored</source>
        <translation>Die gelöschten Versionen zeigen; jede lässt sich wiederherstellen</translation>
    </message>
    <message>
        <source>Back among the models, with its aliases</source>
        <translation>Zurück zu den Modellen, mit den Aliassen</translation>
    </message>
    <message>
        <source>Deleted models</source>
        <translation>Gelöschte Modelle</translation>
    </message>
    <message numerus="yes">
        <source>%n deleted version(s)</source>
        <translation>
            <numerusform>%n gelöschte Version</numerusform>
            <numerusform>%n gelöschte Versionen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::ModelDetails</name>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Fitted recipe</source>
        <translation>Angepasstes Rezept</translation>
    </message>
    <message>
        <source>Circuit</source>
        <translation>Schaltkreis</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Run %1, registered %2</source>
        <translation>Lauf %1, registriert %2</translation>
    </message>
    <message>
        <source>Test %1: %2 (training %3, validation %4)</source>
        <translation>Test, %1: %2 (Training %3, Validierung %4)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>Entstanden aus</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>%1 v%2</source>
        <translation>%1 v%2</translation>
    </message>
    <message>
        <source>not recorded</source>
        <translation>nicht erfasst</translation>
    </message>
    <message>
        <source>nothing to check</source>
        <translation>nichts zu prüfen</translation>
    </message>
    <message>
        <source>Copy the whole hash</source>
        <translation>Ganzen Hashwert kopieren</translation>
    </message>
    <message>
        <source>Copy the hash of %1</source>
        <translation>Hashwert kopieren: %1</translation>
    </message>
    <message>
        <source>not checked</source>
        <translation>nicht geprüft</translation>
    </message>
    <message>
        <source>matches</source>
        <translation>stimmt</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>weicht ab</translation>
    </message>
    <message>
        <source>its content gives %1</source>
        <translation>der Inhalt ergibt %1</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>No model yet. Train one and register it.</source>
        <translation>Noch kein Modell. Eines trainieren und registrieren.</translation>
    </message>
    <message>
        <source>Go to Train</source>
        <translation>Zum Training</translation>
    </message>
    <message>
        <source>Import bundle…</source>
        <translation>Bündel importieren …</translation>
    </message>
    <message>
        <source>A .qmodel file becomes a new version; loading it runs no code</source>
        <translation>Eine .qmodel-Datei wird zu einer neuen Version; beim Laden läuft kein Code</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Write a .qmodel bundle; it is read again and compared before it counts</source>
        <translation>Ein .qmodel-Bündel schreiben; es wird wieder gelesen und verglichen, bevor es gilt</translation>
    </message>
    <message>
        <source>Predict on file…</source>
        <translation>Für Datei vorhersagen …</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Compute every hash again from the stored content</source>
        <translation>Jede Prüfsumme aus dem gespeicherten Inhalt neu berechnen</translation>
    </message>
    <message>
        <source>Set alias…</source>
        <translation>Alias setzen …</translation>
    </message>
    <message>
        <source>A name that points to this version, such as champion</source>
        <translation>Ein Name, der auf diese Version zeigt, etwa „champion“</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Export model</source>
        <translation>Modell exportieren</translation>
    </message>
    <message>
        <source>Model bundle (*.qmodel)</source>
        <translation>Modellbündel (*.qmodel)</translation>
    </message>
    <message>
        <source>Writing and reading again…</source>
        <translation>Wird geschrieben und wieder gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>Exported to %1. Read again: largest difference %2 on %n row(s).</source>
        <translation>
            <numerusform>Exportiert nach %1. Wieder gelesen: größter Unterschied %2 auf %n Zeile.</numerusform>
            <numerusform>Exportiert nach %1. Wieder gelesen: größter Unterschied %2 auf %n Zeilen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Import model bundle</source>
        <translation>Modellbündel importieren</translation>
    </message>
    <message>
        <source>Model bundle (*.qmodel);;All files (*)</source>
        <translation>Modellbündel (*.qmodel);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading the bundle…</source>
        <translation>Das Bündel wird gelesen …</translation>
    </message>
    <message>
        <source>Imported as %1 v%2</source>
        <translation>Importiert als %1 v%2</translation>
    </message>
    <message>
        <source>Predict on file</source>
        <translation>Für Datei vorhersagen</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.txt *.gz);;All files (*)</source>
        <translation>Tabellen (*.csv *.tsv *.txt *.gz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save predictions</source>
        <translation>Vorhersagen speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Predicting…</source>
        <translation>Wird vorhergesagt …</translation>
    </message>
    <message>
        <source>Computing every hash again…</source>
        <translation>Jede Prüfsumme wird neu berechnet …</translation>
    </message>
    <message>
        <source>Every stored hash matches its content.</source>
        <translation>Jede gespeicherte Prüfsumme stimmt mit ihrem Inhalt überein.</translation>
    </message>
    <message>
        <source>A stored hash does not match its content.</source>
        <translation>Eine gespeicherte Prüfsumme stimmt nicht mit ihrem Inhalt überein.</translation>
    </message>
    <message>
        <source>This model can no longer be proved; train it again from its dataset.</source>
        <translation>Dieses Modell lässt sich nicht mehr belegen; es aus seinem Datensatz neu trainieren.</translation>
    </message>
    <message>
        <source>%1 v%2 restored.</source>
        <translation>%1 v%2 wiederhergestellt.</translation>
    </message>
    <message>
        <source>Into the bin below the list, from where it can be restored</source>
        <translation>In den Papierkorb unter der Liste, aus dem es wiederhergestellt werden kann</translation>
    </message>
    <message>
        <source>Show the predictions of a model for a table, then save them</source>
        <translation>Vorhersagen eines Modells für eine Tabelle zeigen und dann speichern</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>Set this alias</source>
        <translation>Alias setzen</translation>
    </message>
    <message>
        <source>Alias of %1 v%2, such as champion; a name in use moves here</source>
        <translation>Alias für %1 v%2, etwa champion; ein vergebener Name wandert hierher</translation>
    </message>
    <message>
        <source>Point “%1” to v%2</source>
        <translation>„%1“ auf v%2 zeigen lassen</translation>
    </message>
    <message>
        <source>Import model bundle…</source>
        <translation>Modellbündel importieren …</translation>
    </message>
    <message>
        <source>Export model…</source>
        <translation>Modell exportieren …</translation>
    </message>
    <message>
        <source>Verify model</source>
        <translation>Modell prüfen</translation>
    </message>
    <message>
        <source>Set model alias…</source>
        <translation>Modell-Alias setzen …</translation>
    </message>
    <message>
        <source>Delete model version</source>
        <translation>Modellversion löschen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::NewCollectionPanel</name>
    <message>
        <source>New collection</source>
        <translation>Neue Sammlung</translation>
    </message>
    <message>
        <source>Empty, in the store that is shown.</source>
        <translation>Leer, im gezeigten Speicher.</translation>
    </message>
    <message>
        <source>1 to 64 bytes; it cannot be changed afterwards</source>
        <translation>1 bis 64 Bytes; später nicht mehr zu ändern</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Numbers in each vector</source>
        <translation>Zahlen in jedem Vektor</translation>
    </message>
    <message>
        <source>&amp;Dimensions</source>
        <translation>&amp;Dimensionen</translation>
    </message>
    <message>
        <source>Make collection</source>
        <translation>Sammlung anlegen</translation>
    </message>
    <message>
        <source>It can be undone</source>
        <translation>Lässt sich rückgängig machen</translation>
    </message>
    <message>
        <source>vectors</source>
        <translation>vektoren</translation>
    </message>
</context>
<context>
    <name>qstore::ui::NewGroupForm</name>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>Stärke</translation>
    </message>
    <message>
        <source>How much of a change each partner takes; below zero it moves the other way</source>
        <translation>Wie viel einer Änderung jeder Partner übernimmt; unter null geht es in die Gegenrichtung</translation>
    </message>
    <message>
        <source>Create group</source>
        <translation>Gruppe anlegen</translation>
    </message>
    <message>
        <source>Keep it in the workspace</source>
        <translation>Im Arbeitsbereich behalten</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>Alles lassen, wie es ist</translation>
    </message>
</context>
<context>
    <name>qstore::ui::NewRecordForm</name>
    <message>
        <source>New record</source>
        <translation>Neuer Eintrag</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Contexts</source>
        <translation>Kontexte</translation>
    </message>
    <message>
        <source>Another context</source>
        <translation>Weiterer Kontext</translation>
    </message>
    <message>
        <source>A vector under another name</source>
        <translation>Ein Vektor unter einem anderen Namen</translation>
    </message>
    <message>
        <source>One context less</source>
        <translation>Ein Kontext weniger</translation>
    </message>
    <message>
        <source>Take the last context away</source>
        <translation>Den letzten Kontext wegnehmen</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>Create record</source>
        <translation>Eintrag anlegen</translation>
    </message>
    <message>
        <source>Keep it in the workspace</source>
        <translation>Im Arbeitsbereich aufbewahren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>Alles lassen, wie es ist</translation>
    </message>
    <message>
        <source>Row of the dataset</source>
        <translation>Zeile des Datensatzes</translation>
    </message>
    <message>
        <source>Take this row</source>
        <translation>Diese Zeile nehmen</translation>
    </message>
    <message>
        <source>The numbers of the row become the vector of the last context</source>
        <translation>Die Zahlen der Zeile werden zum Vektor des letzten Kontexts</translation>
    </message>
    <message>
        <source>Take row of “%1”</source>
        <translation>Zeile aus „%1“ nehmen</translation>
    </message>
    <message>
        <source>Choose a dataset on the Data page first</source>
        <translation>Zuerst auf der Seite Daten einen Datensatz wählen</translation>
    </message>
    <message>
        <source>%1 of context %2</source>
        <translation>%1 von Kontext %2</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Vector</source>
        <translation>Vektor</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>context %1</source>
        <translation>Kontext %1</translation>
    </message>
    <message>
        <source>row %1</source>
        <translation>Zeile %1</translation>
    </message>
</context>
<context>
    <name>qstore::ui::NewRegisterForm</name>
    <message>
        <source>New register</source>
        <translation>Neues Register</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Bell state</source>
        <translation>Bell-Zustand</translation>
    </message>
    <message>
        <source>Φ⁺ = (|00⟩ + |11⟩)/√2</source>
        <translation>Φ⁺ = (|00⟩ + |11⟩)/√2</translation>
    </message>
    <message>
        <source>Φ⁻ = (|00⟩ − |11⟩)/√2</source>
        <translation>Φ⁻ = (|00⟩ − |11⟩)/√2</translation>
    </message>
    <message>
        <source>Ψ⁺ = (|01⟩ + |10⟩)/√2</source>
        <translation>Ψ⁺ = (|01⟩ + |10⟩)/√2</translation>
    </message>
    <message>
        <source>Ψ⁻ = (|01⟩ − |10⟩)/√2</source>
        <translation>Ψ⁻ = (|01⟩ − |10⟩)/√2</translation>
    </message>
    <message>
        <source>Qubits</source>
        <translation>Qubits</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Amplitudes of |0…0⟩, |0…1⟩, …</source>
        <translation>Amplituden von |0…0⟩, |0…1⟩, …</translation>
    </message>
    <message>
        <source>Create register</source>
        <translation>Register anlegen</translation>
    </message>
    <message>
        <source>Keep it in the workspace</source>
        <translation>Im Arbeitsbereich aufbewahren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Leave everything as it is</source>
        <translation>Alles lassen, wie es ist</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>GHZ state</source>
        <translation>GHZ-Zustand</translation>
    </message>
    <message>
        <source>W state</source>
        <translation>W-Zustand</translation>
    </message>
    <message>
        <source>What the drawn circuit leaves</source>
        <translation>Endzustand des Schaltkreises</translation>
    </message>
    <message>
        <source>The contexts of a record, superposed</source>
        <translation>Kontexte eines Eintrags, überlagert</translation>
    </message>
    <message>
        <source>Typed amplitudes</source>
        <translation>Eingegebene Amplituden</translation>
    </message>
    <message>
        <source>bell</source>
        <translation>Bell</translation>
    </message>
    <message>
        <source>ghz</source>
        <translation>GHZ</translation>
    </message>
    <message>
        <source>w</source>
        <translation>W</translation>
    </message>
    <message>
        <source>circuit</source>
        <translation>Schaltkreis</translation>
    </message>
    <message>
        <source>contexts</source>
        <translation>Kontexte</translation>
    </message>
    <message>
        <source>state</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Nothing is drawn on the Circuit page yet.</source>
        <translation>Auf der Seite Schaltkreis ist noch nichts gezeichnet.</translation>
    </message>
    <message numerus="yes">
        <source>%n qubit(s); closing measurements are left out. One that measures on the way leaves a mixed state.</source>
        <translation>
            <numerusform>%n Qubit; Messungen am Ende entfallen. Ein Schaltkreis, der unterwegs misst, hinterlässt einen gemischten Zustand.</numerusform>
            <numerusform>%n Qubits; Messungen am Ende entfallen. Ein Schaltkreis, der unterwegs misst, hinterlässt einen gemischten Zustand.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no record yet.</source>
        <translation>Es gibt noch keinen Eintrag.</translation>
    </message>
    <message>
        <source>Σ √w |context⟩|vector⟩: weights are divided by their sum, vectors by their norms.</source>
        <translation>Σ √w |Kontext⟩|Vektor⟩: Gewichte werden durch ihre Summe geteilt, Vektoren durch ihre Normen.</translation>
    </message>
    <message>
        <source>Simulating…</source>
        <translation>Wird simuliert …</translation>
    </message>
</context>
<context>
    <name>qstore::ui::OutcomeBars</name>
    <message>
        <source>Outcomes</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>%1  %2</source>
        <translation>%1  %2</translation>
    </message>
    <message numerus="yes">
        <source>and %n more outcome(s)</source>
        <translation>
            <numerusform>und %n weiteres Ergebnis</numerusform>
            <numerusform>und %n weitere Ergebnisse</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::PageBar</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PairsModel</name>
    <message>
        <source>Average infidelity of the two-qubit gate on this pair</source>
        <translation>Mittlerer Fehler (1 − Güte) des Zwei-Qubit-Gatters auf diesem Paar</translation>
    </message>
    <message>
        <source>Qubit</source>
        <translation>Qubit</translation>
    </message>
    <message>
        <source>with</source>
        <translation>mit</translation>
    </message>
    <message>
        <source>Two-qubit error</source>
        <translation>Zwei-Qubit-Fehler</translation>
    </message>
    <message>
        <source>Gate time</source>
        <translation>Gatterdauer</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PausedRunBar</name>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Go on from the last checkpoint, as if it had never stopped</source>
        <translation>Vom letzten Sicherungspunkt weiter, als wäre nie angehalten worden</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>The training of %1 is paused at epoch %2, started %3.</source>
        <translation>Das Training von %1 ist bei Epoche %2 angehalten, begonnen %3.</translation>
    </message>
    <message>
        <source>The training of %1 was interrupted at epoch %2, started %3.</source>
        <translation>Das Training von %1 wurde bei Epoche %2 unterbrochen, begonnen %3.</translation>
    </message>
    <message>
        <source>Renew the key</source>
        <translation>Schlüssel erneuern</translation>
    </message>
    <message>
        <source>Spend at most</source>
        <translation>Höchstens ausgeben</translation>
    </message>
    <message>
        <source>What the run may cost altogether, with what it has spent</source>
        <translation>Was der Lauf insgesamt kosten darf, mit dem schon Ausgegebenen</translation>
    </message>
    <message>
        <source>Give the account a key that works, on the Hardware page; the training then goes on by itself</source>
        <translation>Dem Konto auf der Seite Hardware einen gültigen Schlüssel geben; das Training geht dann von selbst weiter</translation>
    </message>
    <message>
        <source>The training of %1 waits at epoch %2: the key of “%3” was rejected. Nothing is lost; it goes on when there is one that works.</source>
        <translation>Das Training von %1 wartet bei Epoche %2: Der Schlüssel von „%3“ wurde abgelehnt. Nichts ist verloren; es geht weiter, sobald es einen gültigen gibt.</translation>
    </message>
    <message>
        <source>%1 %2 of %3 are spent.</source>
        <translation>%1 Ausgegeben sind %2 von %3.</translation>
    </message>
    <message>
        <source>Mark it as cancelled; it stays in the list of runs, and its jobs that wait are cancelled at the provider</source>
        <translation>Als abgebrochen merken; der Lauf bleibt in der Liste der Läufe, und seine wartenden Aufträge werden beim Anbieter abgebrochen</translation>
    </message>
    <message>
        <source>%1 It would have cost %2 of at most %3 (practice).</source>
        <translation>%1 Gekostet hätte es %2 von höchstens %3 (Übung).</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PipelineStrip</name>
    <message>
        <source>Pipeline</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Show the real values of this step for one row</source>
        <translation>Die wirklichen Werte dieses Schritts für eine Zeile zeigen</translation>
    </message>
    <message>
        <source>Load table</source>
        <translation>Tabelle laden</translation>
    </message>
    <message>
        <source>Prepare</source>
        <translation>Aufbereiten</translation>
    </message>
    <message>
        <source>Compile circuit</source>
        <translation>Schaltkreis übersetzen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>Auswerten</translation>
    </message>
    <message>
        <source>Baselines</source>
        <translation>Vergleichsmodelle</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>After a training, a click shows this step for one row</source>
        <translation>Nach einem Training zeigt ein Klick diesen Schritt für eine Zeile</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Registrieren</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PluginsDialog</name>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>Ausgeschaltet</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Brought the program down</source>
        <translation>Ließ das Programm abstürzen</translation>
    </message>
    <message>
        <source>Could not be loaded</source>
        <translation>Ließ sich nicht laden</translation>
    </message>
    <message>
        <source>Plugins</source>
        <translation>Plugins</translation>
    </message>
    <message>
        <source>They reach what is not on this machine. One is loaded when it is first needed; one that was built for another version is never loaded.</source>
        <translation>Sie erreichen, was nicht auf diesem Rechner liegt. Ein Plugin wird geladen, sobald es zum ersten Mal gebraucht wird; eines, das für eine andere Version gebaut wurde, nie.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Plugin</source>
        <translation>Plugin</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>No plugin was found.</source>
        <translation>Kein Plugin wurde gefunden.</translation>
    </message>
    <message>
        <source>Reinstall the program to bring them back.</source>
        <translation>Das Programm neu installieren, um sie zurückzuholen.</translation>
    </message>
    <message>
        <source>%1 is on</source>
        <translation>%1 ist eingeschaltet</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PointsMap</name>
    <message>
        <source>Map of the points; arrow keys move the cross, Return searches there</source>
        <translation>Karte der Punkte; Pfeiltasten bewegen das Kreuz, die Eingabetaste sucht dort</translation>
    </message>
    <message>
        <source>Axes of the map</source>
        <translation>Achsen der Karte</translation>
    </message>
    <message>
        <source>Principal components</source>
        <translation>Hauptkomponenten</translation>
    </message>
    <message>
        <source>Two dimensions</source>
        <translation>Zwei Dimensionen</translation>
    </message>
    <message>
        <source>Where the points differ most, or two components of the vectors as they are</source>
        <translation>Worin sich die Punkte am meisten unterscheiden, oder zwei Komponenten der Vektoren, wie sie sind</translation>
    </message>
    <message>
        <source>Dimension across</source>
        <translation>Dimension waagerecht</translation>
    </message>
    <message>
        <source>Dimension upwards</source>
        <translation>Dimension senkrecht</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) on the map</source>
        <translation>
            <numerusform>%n Punkt auf der Karte</numerusform>
            <numerusform>%n Punkte auf der Karte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, the first of the collection</source>
        <translation>%1, die ersten der Sammlung</translation>
    </message>
    <message>
        <source>A click is a point of the plane through their mean.</source>
        <translation>Ein Klick ist ein Punkt der Ebene durch ihren Mittelwert.</translation>
    </message>
    <message>
        <source>A click sets two components; the others are the mean of the points shown.</source>
        <translation>Ein Klick setzt zwei Komponenten; die anderen sind das Mittel der gezeigten Punkte.</translation>
    </message>
    <message>
        <source>There are no points to show.</source>
        <translation>Es gibt keine Punkte zu zeigen.</translation>
    </message>
    <message>
        <source>other</source>
        <translation>andere</translation>
    </message>
    <message>
        <source>first principal component</source>
        <translation>erste Hauptkomponente</translation>
    </message>
    <message>
        <source>dimension %1</source>
        <translation>Dimension %1</translation>
    </message>
    <message>
        <source>second principal component</source>
        <translation>zweite Hauptkomponente</translation>
    </message>
    <message>
        <source>Cross at %1, %2</source>
        <translation>Kreuz bei %1; %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PointsModel</name>
    <message>
        <source>This point has no “%1”</source>
        <translation>Dieser Punkt hat kein „%1“</translation>
    </message>
    <message numerus="yes">
        <source>%n dimension(s)</source>
        <translation>
            <numerusform>%n Dimension</numerusform>
            <numerusform>%n Dimensionen</numerusform>
        </translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Vector</source>
        <translation>Vektor</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PointsView</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter, such as %1</source>
        <translation>Filter, etwa %1</translation>
    </message>
    <message>
        <source>Names that are no plain word stand in double quotes, texts in single ones; and, or, not, in, exists. It holds for list, map, search and pull.</source>
        <translation>Namen, die kein einfaches Wort sind, stehen in doppelten Anführungszeichen, Texte in einfachen; and, or, not, in, exists. Der Filter gilt für Liste, Karte, Suche und Abholen.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Show and search only points that pass</source>
        <translation>Nur passende Punkte zeigen und durchsuchen</translation>
    </message>
    <message>
        <source>Points</source>
        <translation>Punkte</translation>
    </message>
    <message>
        <source>Delete points</source>
        <translation>Punkte löschen</translation>
    </message>
    <message>
        <source>Those that are selected; Undo brings them back</source>
        <translation>Die ausgewählten; Rückgängig holt sie zurück</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Close what was found</source>
        <translation>Gefundenes schließen</translation>
    </message>
    <message>
        <source>Nearest points</source>
        <translation>Nächstgelegene Punkte</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) pass</source>
        <translation>
            <numerusform>%n Punkt passt</numerusform>
            <numerusform>%n Punkte passen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) that pass so far; scroll for more</source>
        <translation>
            <numerusform>%n passender Punkt bisher; für mehr scrollen</numerusform>
            <numerusform>%n passende Punkte bisher; für mehr scrollen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 points; scroll for more</source>
        <translation>%1 von %2 Punkten; für mehr scrollen</translation>
    </message>
    <message>
        <source>No point was found. %1</source>
        <translation>Kein Punkt wurde gefunden. %1</translation>
    </message>
    <message>
        <source>The list ends after %1 points that pass; a narrower filter leads to the others</source>
        <translation>Die Liste endet nach %1 passenden Punkten; ein engerer Filter führt zu den anderen</translation>
    </message>
    <message>
        <source>The list ends after %1 points; a filter leads to the others</source>
        <translation>Die Liste endet nach %1 Punkten; ein Filter führt zu den anderen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PracticeDrawing</name>
    <message>
        <source>Jobs go from a circuit to a cloud on the same machine, and results come back</source>
        <translation>Aufträge gehen von einem Schaltkreis zu einer Cloud auf demselben Rechner, und Ergebnisse kommen zurück</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PracticePanel</name>
    <message>
        <source>Practice cloud: simulated, nothing is paid</source>
        <translation>Übungs-Cloud: simuliert, nichts wird bezahlt</translation>
    </message>
    <message>
        <source>How it behaves</source>
        <translation>Wie sie sich verhält</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>So many of the requests about jobs fail on purpose: refused with a 503, or carried out without a reply</source>
        <translation>So viele der Anfragen zu Aufträgen scheitern mit Absicht: mit 503 abgelehnt oder ohne Antwort ausgeführt</translation>
    </message>
    <message>
        <source>Fai&amp;ling requests</source>
        <translation>Scheiternde An&amp;fragen</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>How long a job waits before it starts</source>
        <translation>Wie lange ein Auftrag wartet, bevor er beginnt</translation>
    </message>
    <message>
        <source>&amp;Queue</source>
        <translation>Warteschlan&amp;ge</translation>
    </message>
    <message>
        <source>May 2026</source>
        <translation>Mai 2026</translation>
    </message>
    <message>
        <source>September 2026</source>
        <translation>September 2026</translation>
    </message>
    <message>
        <source>Which of IonQ&apos;s two forms of results it speaks</source>
        <translation>Welche der zwei Ergebnisformen von IonQ sie spricht</translation>
    </message>
    <message>
        <source>Results as &amp;of</source>
        <translation>&amp;Ergebnisse nach dem Stand von</translation>
    </message>
    <message>
        <source>Changes count at once, also while it runs. A training that meets failures must end with the same weights.</source>
        <translation>Änderungen gelten sofort, auch im laufenden Betrieb. Ein Training, bei dem Anfragen scheitern, muss mit denselben Gewichten enden.</translation>
    </message>
    <message>
        <source>It speaks the interfaces of IonQ and IBM Quantum on this machine alone, with a queue, prices and calibrations. Start it to learn without an account.</source>
        <translation>Sie spricht die Schnittstellen von IonQ und IBM Quantum, nur auf diesem Rechner, mit Warteschlange, Preisen und Kalibrierungen. Sie starten, um ohne Konto zu lernen.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Accepted since it was started</source>
        <translation>Angenommen seit dem Start</translation>
    </message>
    <message>
        <source>Circuits run</source>
        <translation>Ausgeführte Schaltkreise</translation>
    </message>
    <message>
        <source>By the cloud&apos;s own count; one that is run twice counts twice</source>
        <translation>Nach Zählung der Cloud; ein zweimal ausgeführter zählt zweimal</translation>
    </message>
    <message>
        <source>Would have cost</source>
        <translation>Hätte gekostet</translation>
    </message>
    <message>
        <source>By the prices of a real cloud; here nothing is paid</source>
        <translation>Nach den Preisen einer echten Cloud; hier wird nichts bezahlt</translation>
    </message>
    <message>
        <source>Failures made</source>
        <translation>Erzeugte Fehlschläge</translation>
    </message>
    <message>
        <source>Requests that failed on purpose</source>
        <translation>Anfragen, die mit Absicht scheiterten</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>IonQ&apos;s interface</source>
        <translation>Schnittstelle von IonQ</translation>
    </message>
    <message>
        <source>IBM&apos;s interface</source>
        <translation>Schnittstelle von IBM</translation>
    </message>
    <message>
        <source>IBM&apos;s tokens</source>
        <translation>Token von IBM</translation>
    </message>
    <message>
        <source>IBM&apos;s instance</source>
        <translation>Instanz von IBM</translation>
    </message>
    <message>
        <source>See its devices</source>
        <translation>Ihre Geräte ansehen</translation>
    </message>
    <message>
        <source>They are also among the choices on the Circuit and Train pages</source>
        <translation>Sie stehen auch auf den Seiten Schaltkreis und Trainieren zur Wahl</translation>
    </message>
    <message>
        <source>Copy key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
    <message>
        <source>For another program on this machine; it opens nothing but this practice cloud</source>
        <translation>Für ein anderes Programm auf diesem Rechner; er öffnet nichts als diese Übungs-Cloud</translation>
    </message>
    <message>
        <source>The practice key is in the clipboard.</source>
        <translation>Der Übungsschlüssel ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
    <message>
        <source>Stop practice cloud</source>
        <translation>Übungs-Cloud beenden</translation>
    </message>
    <message>
        <source>Start practice cloud</source>
        <translation>Übungs-Cloud starten</translation>
    </message>
    <message>
        <source>End it; its jobs and its accounts go with it</source>
        <translation>Sie beenden; ihre Aufträge und Konten gehen mit ihr</translation>
    </message>
    <message>
        <source>Start a cloud on this machine; its devices can be used everywhere here</source>
        <translation>Eine Cloud auf diesem Rechner starten; ihre Geräte lassen sich hier überall benutzen</translation>
    </message>
    <message>
        <source>Not running.</source>
        <translation>Läuft nicht.</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Startet …</translation>
    </message>
    <message>
        <source>Stopping, when it has finished what it is at…</source>
        <translation>Endet, sobald die laufende Arbeit fertig ist …</translation>
    </message>
    <message>
        <source>Running at %1 until it is stopped or the program ends.</source>
        <translation>Läuft unter %1, bis sie beendet wird oder das Programm endet.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 (%2 open)</source>
        <translation>%1 (%2 offen)</translation>
    </message>
    <message>
        <source>$%1</source>
        <translation>%1&#xa0;$</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PredictionsView</name>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>True %1</source>
        <translation>Wahr: %1</translation>
    </message>
    <message>
        <source>Predicted %1</source>
        <translation>Vorhergesagt: %1</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>The file does not say the true %1.</source>
        <translation>Die Datei nennt den wahren Wert nicht: %1.</translation>
    </message>
    <message>
        <source>Off by %1 (root mean square), R² %2.</source>
        <translation>Um %1 daneben (quadratisches Mittel), R² %2.</translation>
    </message>
    <message>
        <source>%1 of %2 right, accuracy %3.</source>
        <translation>%1 von %2 richtig, Genauigkeit %3.</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>Als CSV speichern …</translation>
    </message>
    <message>
        <source>The file’s table with the predictions added</source>
        <translation>Die Tabelle der Datei mit den Vorhersagen daneben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back to the list of models</source>
        <translation>Zurück zur Liste der Modelle</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) of %1 predicted by %2.</source>
        <translation>
            <numerusform>%n Zeile von %1 vorhergesagt mit %2.</numerusform>
            <numerusform>%n Zeilen von %1 vorhergesagt mit %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) left out by the recipe for missing values.</source>
        <translation>
            <numerusform>%n Zeile wegen fehlender Werte vom Rezept ausgelassen.</numerusform>
            <numerusform>%n Zeilen wegen fehlender Werte vom Rezept ausgelassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::PreparationForm</name>
    <message>
        <source>To a range of angles</source>
        <translation>Auf einen Winkelbereich</translation>
    </message>
    <message>
        <source>Mean 0, deviation 1</source>
        <translation>Mittel 0, Abweichung 1</translation>
    </message>
    <message>
        <source>Median 0, quartile range 1</source>
        <translation>Median 0, Quartilsabstand 1</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Fitted on the training rows only, so that nothing leaks from the others</source>
        <translation>Nur an die Trainingszeilen angepasst, damit nichts aus den anderen durchsickert</translation>
    </message>
    <message>
        <source>Sca&amp;ling</source>
        <translation>Ska&amp;lierung</translation>
    </message>
    <message>
        <source>0 to π</source>
        <translation>0 bis π</translation>
    </message>
    <message>
        <source>−π/2 to π/2</source>
        <translation>−π/2 bis π/2</translation>
    </message>
    <message>
        <source>−π to π</source>
        <translation>−π bis π</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 bis 1</translation>
    </message>
    <message>
        <source>Ran&amp;ge</source>
        <translation>Berei&amp;ch</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Keep only so many principal components (PCA)</source>
        <translation>Nur so viele Hauptkomponenten behalten (PCA)</translation>
    </message>
    <message>
        <source>&amp;Components</source>
        <translation>&amp;Komponenten</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Tr&amp;aining rows</source>
        <translation>Tr&amp;ainingszeilen</translation>
    </message>
    <message>
        <source>&amp;Validation rows</source>
        <translation>&amp;Validierungszeilen</translation>
    </message>
    <message>
        <source>Test rows</source>
        <translation>Testzeilen</translation>
    </message>
    <message>
        <source>Another seed draws other rows</source>
        <translation>Ein anderer Startwert zieht andere Zeilen</translation>
    </message>
    <message>
        <source>Split s&amp;eed</source>
        <translation>Startwert der T&amp;eilung</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Change preparation</source>
        <translation>Aufbereitung ändern</translation>
    </message>
    <message>
        <source>Keep class shares</source>
        <translation>Klassenanteile erhalten</translation>
    </message>
    <message>
        <source>Stratified: the same share of each class in every part</source>
        <translation>Stratifiziert: jede Klasse hat in jedem Teil den gleichen Anteil</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Chosen by the encoder</source>
        <translation>Vom Kodierer gewählt</translation>
    </message>
    <message>
        <source>Data re-uploading %1 · amplitudes %2 · basis %3 · other encoders and drawn circuits 0 to π</source>
        <translation>Wiederholtes Einspeisen %1 · Amplituden %2 · Basis %3 · andere Kodierer und gezeichnete Schaltkreise 0 bis π</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PriceController</name>
    <message>
        <source>This optimizer takes no gradients.</source>
        <translation>Dieser Optimierer braucht keine Gradienten.</translation>
    </message>
    <message>
        <source>With layers before the circuit the ways cannot be compared yet.</source>
        <translation>Mit Schichten vor dem Schaltkreis lassen sich die Wege noch nicht vergleichen.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PriceDetails</name>
    <message>
        <source>Parameter shift</source>
        <translation>Parameterverschiebung</translation>
    </message>
    <message>
        <source>SPSA</source>
        <translation>SPSA</translation>
    </message>
    <message>
        <source>Finite differences</source>
        <translation>Finite Differenzen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Cost, added up</source>
        <translation>Kosten, aufsummiert</translation>
    </message>
    <message>
        <source>dollars</source>
        <translation>Dollar</translation>
    </message>
    <message>
        <source>expected</source>
        <comment>curve of costs</comment>
        <translation>erwartet</translation>
    </message>
    <message>
        <source>Cheapest way to a gradient error of</source>
        <translation>Günstigster Weg zu einem Gradientenfehler von</translation>
    </message>
    <message>
        <source>Root mean square error of every entry of one row&apos;s gradient</source>
        <translation>Wurzel des mittleren quadratischen Fehlers jedes Eintrags im Gradienten einer Zeile</translation>
    </message>
    <message>
        <source>Ways to this gradient error</source>
        <translation>Wege zu diesem Gradientenfehler</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>Shots</source>
        <translation>Shots</translation>
    </message>
    <message>
        <source>Circuits</source>
        <translation>Schaltkreise</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Use this way</source>
        <translation>Diesen Weg nehmen</translation>
    </message>
    <message>
        <source>Trainings that are computed on this machine cost nothing. Choose a device under “Run on” to see what a training on it would cost.</source>
        <translation>Trainings, die auf diesem Rechner gerechnet werden, kosten nichts. Unter „Ausführen auf“ ein Gerät wählen, um zu sehen, was ein Training darauf kosten würde.</translation>
    </message>
    <message>
        <source>Counting what this needs…</source>
        <translation>Der Bedarf wird gezählt …</translation>
    </message>
    <message>
        <source>unknown: %1</source>
        <translation>unbekannt: %1</translation>
    </message>
    <message>
        <source>%1, at most %2</source>
        <translation>%1, höchstens %2</translation>
    </message>
    <message>
        <source>free, since it is practice; the real one: %1</source>
        <translation>kostenlos, weil Übung; echt: %1</translation>
    </message>
    <message>
        <source>free, on this machine</source>
        <translation>kostenlos, auf diesem Rechner</translation>
    </message>
    <message>
        <source>If shots grow</source>
        <translation>Wenn die Shots zunehmen</translation>
    </message>
    <message>
        <source>When every step takes the most shots that are allowed</source>
        <translation>Wenn jeder Schritt so viele Shots nimmt wie erlaubt</translation>
    </message>
    <message>
        <source>Cap</source>
        <translation>Obergrenze</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Circuits a row and step</source>
        <translation>Schaltkreise je Zeile und Schritt</translation>
    </message>
    <message>
        <source>One for the value, and the shifted ones for the gradient</source>
        <translation>Einer für den Wert und die verschobenen für den Gradienten</translation>
    </message>
    <message>
        <source>Measurement settings</source>
        <translation>Messeinstellungen</translation>
    </message>
    <message>
        <source>Each circuit is run once in each setting; strings that commute qubit by qubit share one</source>
        <translation>Jeder Schaltkreis läuft einmal in jeder Einstellung; Pauli-Ketten, die Qubit für Qubit vertauschen, teilen sich eine</translation>
    </message>
    <message>
        <source>%1, and %2 equal ones that share their runs</source>
        <translation>%1, und %2 gleiche, die sich deren Läufe teilen</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>exactly</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>an upper bound</source>
        <translation>als obere Schranke</translation>
    </message>
    <message>
        <source>, and early stopping may end it before</source>
        <translation>, und frühes Aufhören kann es vorher beenden</translation>
    </message>
    <message>
        <source>Counted</source>
        <translation>Gezählt</translation>
    </message>
    <message>
        <source>On the machine</source>
        <translation>Auf der Maschine</translation>
    </message>
    <message>
        <source>In the queue</source>
        <translation>In der Warteschlange</translation>
    </message>
    <message>
        <source>Priced by</source>
        <translation>Preis nach</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>%1, of %2</source>
        <translation>%1, Stand %2</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>The account</source>
        <translation>Das Konto</translation>
    </message>
    <message>
        <source>gave no estimate: %1</source>
        <translation>gab keine Schätzung: %1</translation>
    </message>
    <message>
        <source>A training on a machine takes no finite differences.</source>
        <translation>Ein Training auf einer Maschine benutzt keine finiten Differenzen.</translation>
    </message>
    <message>
        <source>A training reads strings that commute together.</source>
        <translation>Ein Training liest vertauschende Pauli-Ketten gemeinsam.</translation>
    </message>
    <message>
        <source>The device takes fewer shots of a circuit than this needs.</source>
        <translation>Das Gerät nimmt weniger Shots eines Schaltkreises an, als dies braucht.</translation>
    </message>
    <message>
        <source>A training takes one direction a step.</source>
        <translation>Ein Training nimmt eine Richtung je Schritt.</translation>
    </message>
    <message>
        <source>%1, %2 directions</source>
        <translation>%1, %2 Richtungen</translation>
    </message>
    <message>
        <source>%1, each string alone</source>
        <translation>%1, jede Pauli-Kette für sich</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen …</translation>
    </message>
    <message>
        <source>By the published prices, for the whole training.</source>
        <translation>Nach den veröffentlichten Preisen, für das ganze Training.</translation>
    </message>
    <message>
        <source>Put this method and these shots into the settings; one step of undo takes them out</source>
        <translation>Dieses Verfahren und diese Shots in die Einstellungen übernehmen; einmal Rückgängig nimmt sie heraus</translation>
    </message>
    <message>
        <source>“At most” is what the most expensive interpretation of the price list gives</source>
        <translation>„Höchstens“ ist die teuerste Lesart einer Preisliste</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PriceTag</name>
    <message>
        <source>Fine-tune</source>
        <translation>Nachtrainieren</translation>
    </message>
    <message>
        <source>Train locally first</source>
        <translation>Zuerst lokal trainieren</translation>
    </message>
    <message>
        <source>Train the same exactly on this machine, for nothing; what comes out can then be fine-tuned on the device in few epochs</source>
        <translation>Dasselbe exakt auf diesem Rechner trainieren, kostenlos; das Ergebnis lässt sich dann in wenigen Epochen auf dem Gerät nachtrainieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Everything the price is made of, epoch by epoch, and cheaper ways</source>
        <translation>Alles, woraus sich der Preis zusammensetzt, Epoche für Epoche, und günstigere Wege</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Start it; this costs money</source>
        <translation>Starten; das kostet Geld</translation>
    </message>
    <message>
        <source>Set a cap</source>
        <translation>Obergrenze setzen</translation>
    </message>
    <message>
        <source>Say how much it may cost at most; it pauses before it would cost more</source>
        <translation>Angeben, wie viel es höchstens kosten darf; es hält an, bevor es mehr kosten würde</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Nicht jetzt</translation>
    </message>
    <message>
        <source>Start nothing</source>
        <translation>Nichts starten</translation>
    </message>
    <message>
        <source>Nobody says what this costs on %1. Train at any price?</source>
        <translation>Niemand sagt, was das auf %1 kostet. Um jeden Preis trainieren?</translation>
    </message>
    <message>
        <source>Train at any price</source>
        <translation>Um jeden Preis trainieren</translation>
    </message>
    <message>
        <source>Spend up to %1 on %2? About %3 is expected.</source>
        <translation>Bis zu %1 auf %2 ausgeben? Erwartet sind etwa %3.</translation>
    </message>
    <message>
        <source>Train for up to %1</source>
        <translation>Für bis zu %1 trainieren</translation>
    </message>
    <message>
        <source>Spend up to %1 on %2?</source>
        <translation>Bis zu %1 auf %2 ausgeben?</translation>
    </message>
    <message>
        <source>Train for %1</source>
        <translation>Für %1 trainieren</translation>
    </message>
    <message>
        <source>Fine-tune on %1</source>
        <translation>Auf %1 nachtrainieren</translation>
    </message>
    <message>
        <source>Start on the device from the weights of run %1, which was trained here</source>
        <translation>Auf dem Gerät mit den Gewichten von Lauf %1 beginnen, der hier trainiert wurde</translation>
    </message>
    <message>
        <source>Counting what this needs…</source>
        <translation>Der Bedarf wird gezählt …</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ProbabilityView</name>
    <message>
        <source>Probabilities; the largest is %1 for %2</source>
        <translation>Wahrscheinlichkeiten; die größte ist %1 für %2</translation>
    </message>
    <message numerus="yes">
        <source>%n less probable outcome(s) not shown</source>
        <translation>
            <numerusform>%n weniger wahrscheinliches Ergebnis nicht gezeigt</numerusform>
            <numerusform>%n weniger wahrscheinliche Ergebnisse nicht gezeigt</numerusform>
        </translation>
    </message>
    <message>
        <source>|%1⟩  probability %2, phase %3 rad</source>
        <translation>|%1⟩  Wahrscheinlichkeit %2, Phase %3 rad</translation>
    </message>
    <message>
        <source>|%1⟩  probability %2</source>
        <translation>|%1⟩  Wahrscheinlichkeit %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ProfileForm</name>
    <message>
        <source>Network and limits</source>
        <translation>Netz und Grenzen</translation>
    </message>
    <message>
        <source>Proxy, certificate authority, jobs at a time</source>
        <translation>Proxy, Zertifizierungsstelle, Aufträge zugleich</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Letters, digits, - and _; workspaces remember this name and nothing else</source>
        <translation>Buchstaben, Ziffern, - und _; Arbeitsbereiche merken sich diesen Namen und sonst nichts</translation>
    </message>
    <message>
        <source>IonQ</source>
        <translation>IonQ</translation>
    </message>
    <message>
        <source>IBM Quantum</source>
        <translation>IBM Quantum</translation>
    </message>
    <message>
        <source>Whose computers these are</source>
        <translation>Wessen Computer das sind</translation>
    </message>
    <message>
        <source>&amp;Provider</source>
        <translation>Anbie&amp;ter</translation>
    </message>
    <message>
        <source>United States (us-east)</source>
        <translation>USA (us-east)</translation>
    </message>
    <message>
        <source>Europe (eu-de)</source>
        <translation>Europa (eu-de)</translation>
    </message>
    <message>
        <source>Another address</source>
        <translation>Andere Adresse</translation>
    </message>
    <message>
        <source>The region of the instance; it decides the endpoint</source>
        <translation>Die Region der Instanz; sie bestimmt den Endpunkt</translation>
    </message>
    <message>
        <source>Re&amp;gion</source>
        <translation>Regi&amp;on</translation>
    </message>
    <message>
        <source>En&amp;dpoint</source>
        <translation>&amp;Endpunkt</translation>
    </message>
    <message>
        <source>The address of the interface; leave it empty for the provider&apos;s own</source>
        <translation>Die Adresse der Schnittstelle; leer lassen für die des Anbieters</translation>
    </message>
    <message>
        <source>&amp;Instance</source>
        <translation>&amp;Instanz</translation>
    </message>
    <message>
        <source>The CRN of the service instance, from quantum.cloud.ibm.com</source>
        <translation>Die CRN der Dienstinstanz, von quantum.cloud.ibm.com</translation>
    </message>
    <message>
        <source>Tokens fro&amp;m</source>
        <translation>To&amp;ken von</translation>
    </message>
    <message>
        <source>Where a key becomes a token; leave it empty for IBM&apos;s own</source>
        <translation>Wo aus einem Schlüssel ein Token wird; leer lassen für die Stelle von IBM</translation>
    </message>
    <message>
        <source>IBM&apos;s own</source>
        <translation>die Stelle von IBM</translation>
    </message>
    <message>
        <source>Pro&amp;xy</source>
        <translation>Pro&amp;xy</translation>
    </message>
    <message>
        <source>http://host:port or socks5h://host:port; leave it empty for the one of the environment</source>
        <translation>http://host:port oder socks5h://host:port; leer lassen für den der Umgebung</translation>
    </message>
    <message>
        <source>as the environment says</source>
        <translation>wie in der Umgebung</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>die des Systems</translation>
    </message>
    <message>
        <source>A PEM file with your organisation&apos;s certificate authority</source>
        <translation>Eine PEM-Datei mit der Zertifizierungsstelle der eigenen Organisation</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the file with the certificate authority</source>
        <translation>Die Datei mit der Zertifizierungsstelle wählen</translation>
    </message>
    <message>
        <source>Own a&amp;uthority</source>
        <translation>Eigene &amp;Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Own authority</source>
        <translation>Eigene Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>How many jobs may be open at the same time</source>
        <translation>Wie viele Aufträge zugleich offen sein dürfen</translation>
    </message>
    <message>
        <source>&amp;Jobs at a time</source>
        <translation>Aufträ&amp;ge zugleich</translation>
    </message>
    <message>
        <source>Practice c&amp;loud: simulated, nothing is paid</source>
        <translation>Übungs-&amp;Cloud: simuliert, nichts wird bezahlt</translation>
    </message>
    <message>
        <source>Such an account is labelled everywhere, and may do without encryption on this machine</source>
        <translation>Ein solches Konto ist überall gekennzeichnet und darf auf diesem Rechner ohne Verschlüsselung auskommen</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer);;All files (*)</source>
        <translation>Zertifikate (*.pem *.crt *.cer);;Alle Dateien (*)</translation>
    </message>
</context>
<context>
    <name>qstore::ui::Prompts</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PullPanel</name>
    <message>
        <source>Pull as dataset</source>
        <translation>Als Datensatz abholen</translation>
    </message>
    <message>
        <source>A snapshot of the points for use without the store: id, payload and vector, one row each. All of them or, on any error, none.</source>
        <translation>Eine Momentaufnahme der Punkte zum Gebrauch ohne den Speicher: Kennung, Nutzdaten und Vektor, je Punkt eine Zeile. Alle oder, bei irgendeinem Fehler, keiner.</translation>
    </message>
    <message>
        <source>Of the new dataset</source>
        <translation>Name des neuen Datensatzes</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Abholen</translation>
    </message>
    <message>
        <source>In the background; the dataset appears on the Data page</source>
        <translation>Im Hintergrund; der Datensatz erscheint auf der Seite Daten</translation>
    </message>
    <message>
        <source>%1-points</source>
        <translation>%1-Punkte</translation>
    </message>
    <message>
        <source>Only points that pass %1</source>
        <translation>Nur Punkte, die %1 erfüllen</translation>
    </message>
    <message>
        <source>All points of %1; a filter in the list leaves some out</source>
        <translation>Alle Punkte von %1; ein Filter in der Liste lässt manche aus</translation>
    </message>
    <message>
        <source>The new dataset has no name.</source>
        <translation>Der neue Datensatz hat keinen Namen.</translation>
    </message>
    <message>
        <source>Give it one.</source>
        <translation>Ihm einen geben.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::PushPanel</name>
    <message>
        <source>Push dataset</source>
        <translation>Datensatz übertragen</translation>
    </message>
    <message>
        <source>Each row becomes a point: the vector holds what the recipe makes of it, the payload its cells as they are. What is there already and the same is left alone.</source>
        <translation>Jede Zeile wird ein Punkt: Der Vektor enthält, was das Rezept aus ihr macht, die Nutzdaten ihre Zellen, wie sie sind. Was schon da und gleich ist, bleibt unberührt.</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Where the points go</source>
        <translation>Wohin die Punkte kommen</translation>
    </message>
    <message>
        <source>&amp;Into</source>
        <translation>&amp;Ziel</translation>
    </message>
    <message>
        <source>Of the new collection</source>
        <translation>Name der neuen Sammlung</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>What names a point: a column that differs in every row, or the rows&apos; numbers</source>
        <translation>Was einen Punkt benennt: eine Spalte, die in jeder Zeile anders ist, oder die Nummern der Zeilen</translation>
    </message>
    <message>
        <source>I&amp;ds</source>
        <translation>Kennun&amp;gen</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>Übertragen</translation>
    </message>
    <message>
        <source>In the background, with progress; what was stopped can go on</source>
        <translation>Im Hintergrund, mit Fortschritt; was angehalten wurde, kann weitergehen</translation>
    </message>
    <message>
        <source>none; choose one on the Data page</source>
        <translation>keiner; auf der Seite Daten einen wählen</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n row(s)</source>
        <translation>
            <numerusform>%1, %n Zeile</numerusform>
            <numerusform>%1, %n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Numbers of the rows</source>
        <translation>Nummern der Zeilen</translation>
    </message>
    <message>
        <source>A new collection</source>
        <translation>Eine neue Sammlung</translation>
    </message>
</context>
<context>
    <name>qstore::ui::QasmEditor</name>
    <message>
        <source>OpenQASM 3 text of the circuit</source>
        <translation>OpenQASM-3-Text des Schaltkreises</translation>
    </message>
    <message>
        <source>The text is not shown above %1 operations.</source>
        <translation>Über %1 Operationen wird der Text nicht gezeigt.</translation>
    </message>
    <message>
        <source>Save the circuit to read it as a file.</source>
        <translation>Den Schaltkreis speichern, um ihn als Datei zu lesen.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Edit text</source>
        <translation>Text bearbeiten</translation>
    </message>
    <message>
        <source>Comments before the first statement are kept; others go when the picture is edited</source>
        <translation>Kommentare vor der ersten Anweisung bleiben; andere gehen verloren, wenn das Bild bearbeitet wird</translation>
    </message>
</context>
<context>
    <name>qstore::ui::QubitsModel</name>
    <message>
        <source>How long an excited qubit stays excited (relaxation time)</source>
        <translation>Wie lange ein angeregtes Qubit angeregt bleibt (Relaxationszeit)</translation>
    </message>
    <message>
        <source>How long a superposition keeps its phase (dephasing time)</source>
        <translation>Wie lange eine Überlagerung ihre Phase behält (Dephasierungszeit)</translation>
    </message>
    <message>
        <source>Average infidelity of the slowest gate on one qubit</source>
        <translation>Mittlerer Fehler (1 − Güte) des langsamsten Gatters auf einem Qubit</translation>
    </message>
    <message>
        <source>How often 1 is read where the qubit was 0</source>
        <translation>Wie oft 1 gelesen wird, wo das Qubit 0 war</translation>
    </message>
    <message>
        <source>How often 0 is read where the qubit was 1</source>
        <translation>Wie oft 0 gelesen wird, wo das Qubit 1 war</translation>
    </message>
    <message>
        <source>Qubit</source>
        <translation>Qubit</translation>
    </message>
    <message>
        <source>T1</source>
        <translation>T1</translation>
    </message>
    <message>
        <source>T2</source>
        <translation>T2</translation>
    </message>
    <message>
        <source>One-qubit error</source>
        <translation>Ein-Qubit-Fehler</translation>
    </message>
    <message>
        <source>Reads 1 for 0</source>
        <translation>Liest 1 statt 0</translation>
    </message>
    <message>
        <source>Reads 0 for 1</source>
        <translation>Liest 0 statt 1</translation>
    </message>
</context>
<context>
    <name>qstore::ui::QueryForm</name>
    <message>
        <source>Query the records</source>
        <translation>Einträge suchen</translation>
    </message>
    <message>
        <source>Vector (empty: by weight and age alone)</source>
        <translation>Vektor (leer: nur nach Gewicht und Alter)</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>At most so many records</source>
        <translation>Höchstens so viele Einträge</translation>
    </message>
    <message>
        <source>Find records</source>
        <translation>Einträge finden</translation>
    </message>
    <message>
        <source>Rank the records that answer by the score</source>
        <translation>Die antwortenden Einträge nach der Wertung ordnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Back to what is selected</source>
        <translation>Zurück zum Ausgewählten</translation>
    </message>
    <message>
        <source>Age at least</source>
        <translation>Mindestalter</translation>
    </message>
    <message>
        <source>Age at most</source>
        <translation>Höchstalter</translation>
    </message>
    <message>
        <source>Ages in</source>
        <translation>Alter in</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tagen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::QueryView</name>
    <message>
        <source>Coherent, and so answering</source>
        <translation>Kohärent, also antwortend</translation>
    </message>
    <message>
        <source>With the context</source>
        <translation>Mit dem Kontext</translation>
    </message>
    <message>
        <source>In the group</source>
        <translation>In der Gruppe</translation>
    </message>
    <message>
        <source>Of the age</source>
        <translation>Im gefragten Alter</translation>
    </message>
    <message>
        <source>Compared and scored</source>
        <translation>Verglichen und bewertet</translation>
    </message>
    <message>
        <source>The best of them</source>
        <translation>Die besten davon</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Records that were found</source>
        <translation>Gefundene Einträge</translation>
    </message>
    <message>
        <source>Stages of the query</source>
        <translation>Schritte der Anfrage</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Given</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Übrig</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>%1: not asked</source>
        <translation>%1: nicht gefragt</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>No record that answers has a context “%1”.</source>
        <translation>Kein Eintrag, der antwortet, hat einen Kontext „%1“.</translation>
    </message>
    <message>
        <source>There is no context at all.</source>
        <translation>Es gibt überhaupt keinen Kontext.</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>Es gibt: %1.</translation>
    </message>
    <message>
        <source>No record fits. The stages tell where the last one dropped out.</source>
        <translation>Kein Eintrag passt. Die Schritte zeigen, wo der letzte ausgeschieden ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) decohered or archived</source>
        <translation>
            <numerusform>%n Eintrag dekohärent oder archiviert</numerusform>
            <numerusform>%n Einträge dekohärent oder archiviert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n context(s) of another length</source>
        <translation>
            <numerusform>%n Kontext anderer Länge</numerusform>
            <numerusform>%n Kontexte anderer Länge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n context(s) all zeros</source>
        <translation>
            <numerusform>%n Kontext nur aus Nullen</numerusform>
            <numerusform>%n Kontexte nur aus Nullen</numerusform>
        </translation>
    </message>
    <message>
        <source>Not compared: %1</source>
        <translation>Nicht verglichen: %1</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RecordActions</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (never expires)</source>
        <translation>%1 (läuft nie ab)</translation>
    </message>
    <message>
        <source>This record</source>
        <translation>Dieser Eintrag</translation>
    </message>
    <message>
        <source>Measure in context</source>
        <translation>Messen im Kontext</translation>
    </message>
    <message>
        <source>One of the contexts of the record; another one is answered with what there is</source>
        <translation>Einer der Kontexte des Eintrags; bei einem anderen nennt die Antwort die vorhandenen</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Read the vector of this context. The record is measured then; its age goes on</source>
        <translation>Den Vektor dieses Kontexts lesen. Der Eintrag gilt dann als gemessen; sein Alter läuft weiter</translation>
    </message>
    <message>
        <source>Change a context</source>
        <translation>Einen Kontext ändern</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Vector</source>
        <translation>Vektor</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Set context</source>
        <translation>Kontext setzen</translation>
    </message>
    <message>
        <source>Give the context this vector and weight, or add it; the record is as good as new then</source>
        <translation>Dem Kontext diesen Vektor und dieses Gewicht geben oder ihn hinzufügen; der Eintrag ist dann so gut wie neu</translation>
    </message>
    <message>
        <source>Remove context</source>
        <translation>Kontext entfernen</translation>
    </message>
    <message>
        <source>Take this context away</source>
        <translation>Diesen Kontext wegnehmen</translation>
    </message>
    <message>
        <source>As a quantum state</source>
        <translation>Als Quantenzustand</translation>
    </message>
    <message>
        <source>Name of the register</source>
        <translation>Name des Registers</translation>
    </message>
    <message>
        <source>Σ √w |context⟩|vector⟩ on simulated qubits; measuring it is random, reading the record is not.</source>
        <translation>Σ √w |Kontext⟩|Vektor⟩ auf simulierten Qubits; das Register zu messen ist Zufall, den Eintrag zu lesen nicht.</translation>
    </message>
    <message>
        <source>Make a register</source>
        <translation>Register bilden</translation>
    </message>
    <message>
        <source>Build the superposition of all contexts by their weights</source>
        <translation>Die Überlagerung aller Kontexte nach ihren Gewichten bilden</translation>
    </message>
    <message>
        <source>Life</source>
        <translation>Leben</translation>
    </message>
    <message>
        <source>Tier</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archivieren</translation>
    </message>
    <message>
        <source>Put it away: it does not age, does not answer, and takes no place</source>
        <translation>Weglegen: Er altert nicht, antwortet nicht und braucht keinen Platz</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Active again, with age 0</source>
        <translation>Wieder aktiv, mit Alter 0</translation>
    </message>
    <message>
        <source>Remove record</source>
        <translation>Eintrag entfernen</translation>
    </message>
    <message>
        <source>Undo brings it back</source>
        <translation>Rückgängig holt ihn zurück</translation>
    </message>
    <message>
        <source>%1 as a state</source>
        <translation>%1 als Zustand</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Kept with the record and not read by the program; empty takes it away</source>
        <translation>Wird mit dem Eintrag aufbewahrt und vom Programm nicht gelesen; ein leerer Text entfernt sie</translation>
    </message>
    <message>
        <source>Set note</source>
        <translation>Notiz setzen</translation>
    </message>
    <message>
        <source>Age and state stay as they are</source>
        <translation>Alter und Zustand bleiben, wie sie sind</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RecordHitsModel</name>
    <message>
        <source>Age %1</source>
        <translation>Alter %1</translation>
    </message>
    <message>
        <source>exp(−age / coherence time); 1 for pinned records</source>
        <translation>exp(−Alter / Kohärenzzeit); 1 für angeheftete Einträge</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>Age factor</source>
        <translation>Altersfaktor</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RecordView</name>
    <message>
        <source>%1 has no context “%2”. It has: %3. Nothing was measured.</source>
        <translation>%1 hat keinen Kontext „%2“. Es gibt: %3. Gemessen wurde nichts.</translation>
    </message>
    <message>
        <source>%1 in “%2”: (%3), weight %4, age factor %5</source>
        <translation>%1 in „%2“: (%3), Gewicht %4, Altersfaktor %5</translation>
    </message>
    <message>
        <source>Contexts</source>
        <translation>Kontexte</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>Coherence left</source>
        <translation>Restkohärenz</translation>
    </message>
    <message>
        <source>Share of the coherence time that is left</source>
        <translation>Verbleibender Anteil der Kohärenzzeit</translation>
    </message>
    <message>
        <source>Last measured</source>
        <translation>Zuletzt gemessen</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Anmerkung</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1, tier %2</source>
        <translation>%1, Stufe %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RecordsModel</name>
    <message>
        <source>%1: %2, tier %3, made %4</source>
        <translation>%1: %2, Stufe %3, angelegt %4</translation>
    </message>
    <message>
        <source>What is left of the coherence time; then the record no longer answers</source>
        <translation>Was von der Kohärenzzeit übrig ist; danach antwortet der Eintrag nicht mehr</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RegisterActions</name>
    <message>
        <source> µs</source>
        <translation> µs</translation>
    </message>
    <message>
        <source>This register</source>
        <translation>Dieses Register</translation>
    </message>
    <message>
        <source>Qubits to measure (empty: all)</source>
        <translation>Zu messende Qubits (leer: alle)</translation>
    </message>
    <message>
        <source>Shots</source>
        <translation>Shots</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>The same seed draws the same shots</source>
        <translation>Gleicher Startwert zieht gleiche Shots</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Draw shots by the Born rule; every shot finds the register as it is</source>
        <translation>Shots nach der Bornschen Regel ziehen; jeder Shot findet das Register, wie es ist</translation>
    </message>
    <message>
        <source>Keep only some runs</source>
        <translation>Nur manche Läufe behalten</translation>
    </message>
    <message>
        <source>Where the context is</source>
        <translation>Mit dem Kontext</translation>
    </message>
    <message>
        <source>Where qubits are found to be</source>
        <translation>Mit diesen Messwerten</translation>
    </message>
    <message>
        <source>Keep these runs</source>
        <translation>Diese Läufe behalten</translation>
    </message>
    <message>
        <source>Post-selection: the register is what is left of it; all other runs are thrown away</source>
        <translation>Postselektion: Das Register ist, was davon übrig bleibt; alle anderen Läufe werden verworfen</translation>
    </message>
    <message>
        <source>Let it idle</source>
        <translation>Ruhen lassen</translation>
    </message>
    <message>
        <source>T1</source>
        <translation>T1</translation>
    </message>
    <message>
        <source>In this time the excess of |1⟩ falls to 1/e</source>
        <translation>In dieser Zeit fällt der Überschuss an |1⟩ auf 1/e</translation>
    </message>
    <message>
        <source>T2, at most 2·T1</source>
        <translation>T2, höchstens 2·T1</translation>
    </message>
    <message>
        <source>In this time coherences fall to 1/e</source>
        <translation>In dieser Zeit fallen Kohärenzen auf 1/e</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Plot the decay</source>
        <translation>Zerfall zeichnen</translation>
    </message>
    <message>
        <source>Purity, fidelity and entropy up to this time; the register stays as it is</source>
        <translation>Reinheit, Fidelität und Entropie bis zu dieser Zeit; das Register bleibt, wie es ist</translation>
    </message>
    <message>
        <source>Let it decay</source>
        <translation>Zerfallen lassen</translation>
    </message>
    <message>
        <source>The register is what is left after this time; Undo brings it back</source>
        <translation>Das Register ist, was nach dieser Zeit übrig ist; Rückgängig holt es zurück</translation>
    </message>
    <message>
        <source>Keeping</source>
        <translation>Verwalten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Give the register this name</source>
        <translation>Dem Register diesen Namen geben</translation>
    </message>
    <message>
        <source>Remove register</source>
        <translation>Register entfernen</translation>
    </message>
    <message>
        <source>Undo brings it back</source>
        <translation>Rückgängig holt es zurück</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Of the contexts that this register superposes</source>
        <translation>Einer der Kontexte, die dieses Register überlagert</translation>
    </message>
    <message>
        <source>Only registers that were made of a record have contexts</source>
        <translation>Nur Register, die aus einem Eintrag entstanden sind, haben Kontexte</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <source>Say which runs; then their probability is shown here.</source>
        <translation>Läufe angeben; dann steht hier ihre Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>Probability %1: so many of the runs are kept.</source>
        <translation>Wahrscheinlichkeit %1: So viele der Läufe bleiben.</translation>
    </message>
    <message>
        <source>Kept the runs of probability %1.</source>
        <translation>Läufe der Wahrscheinlichkeit %1 behalten.</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet …</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RegisterView</name>
    <message>
        <source>Views of the register</source>
        <translation>Ansichten des Registers</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>Amplitudes</source>
        <translation>Amplituden</translation>
    </message>
    <message>
        <source>Qubits</source>
        <translation>Qubits</translation>
    </message>
    <message>
        <source>Entanglement</source>
        <translation>Verschränkung</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>Zerfall</translation>
    </message>
    <message>
        <source>Amplitudes and phases</source>
        <translation>Amplituden und Phasen</translation>
    </message>
    <message>
        <source>A mixed state has no amplitudes: it is a density matrix, seen on the other tabs.</source>
        <translation>Ein gemischter Zustand hat keine Amplituden: Er ist eine Dichtematrix, zu sehen auf den anderen Reitern.</translation>
    </message>
    <message>
        <source>Entanglement of qubits and pairs</source>
        <translation>Verschränkung von Qubits und Paaren</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Entropy (bits)</source>
        <translation>Entropie (Bit)</translation>
    </message>
    <message>
        <source>Concurrence</source>
        <translation>Concurrence</translation>
    </message>
    <message>
        <source>Negativity</source>
        <translation>Negativität</translation>
    </message>
    <message>
        <source>Largest CHSH</source>
        <translation>Größtes CHSH</translation>
    </message>
    <message>
        <source>Above 2 no local model explains the correlations; quantum states reach 2√2 ≈ 2.828</source>
        <translation>Über 2 erklärt kein lokales Modell die Korrelationen; Quantenzustände erreichen 2√2 ≈ 2,828</translation>
    </message>
    <message>
        <source>0 for separable pairs, 1 for a Bell state</source>
        <translation>0 für separable Paare, 1 für einen Bell-Zustand</translation>
    </message>
    <message>
        <source>1/2 for a Bell state</source>
        <translation>1/2 für einen Bell-Zustand</translation>
    </message>
    <message>
        <source>Choose T1, T2 and a time at the right, and plot the decay.</source>
        <translation>Rechts T1, T2 und eine Zeit wählen und den Zerfall zeichnen.</translation>
    </message>
    <message numerus="yes">
        <source>%n qubit(s)</source>
        <translation>
            <numerusform>%n Qubit</numerusform>
            <numerusform>%n Qubits</numerusform>
        </translation>
    </message>
    <message>
        <source>from: %1</source>
        <translation>aus: %1</translation>
    </message>
    <message>
        <source>contexts %1 in %2</source>
        <translation>Kontexte %1 in %2</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>Wird berechnet …</translation>
    </message>
    <message>
        <source>Whole register: purity %1, entropy %2 bits</source>
        <translation>Ganzes Register: Reinheit %1, Entropie %2 Bit</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RegistersModel</name>
    <message>
        <source>pure</source>
        <translation>rein</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>%1, from: %2</source>
        <translation>%1, aus: %2</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Qubits</source>
        <translation>Qubits</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ResultsView</name>
    <message numerus="yes">
        <source>As good as %1 on this split’s %n test row(s).</source>
        <translation>
            <numerusform>So gut wie %1 auf der %n Testzeile dieser Teilung.</numerusform>
            <numerusform>So gut wie %1 auf den %n Testzeilen dieser Teilung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n test row(s) better than %1; another seed may tell otherwise.</source>
        <translation>
            <numerusform>%n Testzeile besser als %1; ein anderer Startwert mag anderes sagen.</numerusform>
            <numerusform>%n Testzeilen besser als %1; ein anderer Startwert mag anderes sagen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n test row(s) behind %1; another seed may tell otherwise.</source>
        <translation>
            <numerusform>%n Testzeile hinter %1; ein anderer Startwert mag anderes sagen.</numerusform>
            <numerusform>%n Testzeilen hinter %1; ein anderer Startwert mag anderes sagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Test loss</source>
        <translation>Testverlust</translation>
    </message>
    <message>
        <source>This model</source>
        <translation>Dieses Modell</translation>
    </message>
    <message>
        <source>Predictions of %1 are off by %2 (root mean square).</source>
        <translation>Vorhersagen von %1 liegen um %2 daneben (quadratisches Mittel).</translation>
    </message>
    <message>
        <source>As good as %1 on these test rows.</source>
        <translation>So gut wie: %1, auf diesen Testzeilen.</translation>
    </message>
    <message>
        <source>%1, the best classical twin, is off by %2; another seed may tell otherwise.</source>
        <translation>%1, das beste klassische Gegenstück, liegt um %2 daneben; ein anderer Startwert kann anderes zeigen.</translation>
    </message>
    <message>
        <source>%1 is closer with %2; another seed may tell otherwise.</source>
        <translation>%1 ist mit %2 näher daran; ein anderer Startwert kann anderes zeigen.</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Results appear here beside classical models trained on the same rows.</source>
        <translation>Hier erscheinen die Ergebnisse neben klassischen Modellen, die auf denselben Zeilen gelernt haben.</translation>
    </message>
    <message>
        <source>R² %1</source>
        <translation>R² %1</translation>
    </message>
    <message>
        <source>Training</source>
        <comment>part of the rows</comment>
        <extracomment>A column of results: the rows a model was trained on.</extracomment>
        <translation>Training</translation>
    </message>
    <message>
        <source>Test error (RMSE)</source>
        <translation>Testfehler (RMSE)</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RocView</name>
    <message>
        <source>false positive rate</source>
        <translation>Falsch-positiv-Rate</translation>
    </message>
    <message>
        <source>true positive rate</source>
        <translation>Richtig-positiv-Rate</translation>
    </message>
    <message>
        <source>ROC curves of the test rows</source>
        <translation>ROC-Kurven der Testzeilen</translation>
    </message>
    <message>
        <source>%1 · area %2</source>
        <translation>%1 · Fläche %2</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>Zufall</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RowTraceView</name>
    <message>
        <source>Test ro&amp;w</source>
        <translation>Test&amp;zeile</translation>
    </message>
    <message>
        <source>After a training, this shows what the model did with one row.</source>
        <translation>Nach einem Training zeigt dies, was das Modell mit einer Zeile tat.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Raw row</source>
        <translation>Rohe Zeile</translation>
    </message>
    <message>
        <source>Angles</source>
        <translation>Winkel</translation>
    </message>
    <message>
        <source>Loss and gradient</source>
        <translation>Verlust und Gradient</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Prepared</source>
        <translation>Aufbereitet</translation>
    </message>
    <message>
        <source>row %1 of the table</source>
        <translation>Zeile %1 der Tabelle</translation>
    </message>
    <message>
        <source>as imported</source>
        <translation>wie importiert</translation>
    </message>
    <message>
        <source>what the circuit&apos;s inputs received, in radians</source>
        <translation>was die Eingänge des Schaltkreises erhielten, im Bogenmaß</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>probability of each basis state, q%1 … q0</source>
        <translation>Wahrscheinlichkeit jedes Basiszustands, q%1 … q0</translation>
    </message>
    <message>
        <source>not listed</source>
        <translation>nicht aufgeführt</translation>
    </message>
    <message>
        <source>more than 10 qubits</source>
        <translation>mehr als 10 Qubits</translation>
    </message>
    <message>
        <source>Expectation values</source>
        <translation>Erwartungswerte</translation>
    </message>
    <message>
        <source>of the observables</source>
        <translation>der Observablen</translation>
    </message>
    <message>
        <source>⟨Z%1⟩</source>
        <translation>⟨Z%1⟩</translation>
    </message>
    <message>
        <source>before the softmax, one a class</source>
        <translation>vor dem Softmax, eine je Klasse</translation>
    </message>
    <message>
        <source>output %1</source>
        <translation>Ausgabe %1</translation>
    </message>
    <message>
        <source>of this row alone</source>
        <translation>dieser Zeile allein</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>∂loss/∂%1</source>
        <translation>∂Verlust/∂%1</translation>
    </message>
    <message>
        <source>missing values filled</source>
        <translation>fehlende Werte ergänzt</translation>
    </message>
    <message>
        <source>one column a category</source>
        <translation>eine Spalte je Kategorie</translation>
    </message>
    <message>
        <source>principal components</source>
        <translation>Hauptkomponenten</translation>
    </message>
    <message>
        <source>scaled to the recipe’s range</source>
        <translation>auf den Bereich des Rezepts skaliert</translation>
    </message>
    <message>
        <source>angles of the amplitude encoding</source>
        <translation>Winkel der Amplitudenkodierung</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Values of one row</source>
        <translation>Werte einer Zeile</translation>
    </message>
    <message>
        <source>scaled; the target’s own unit is restored later</source>
        <translation>skaliert; die Einheit des Ziels wird danach hergestellt</translation>
    </message>
    <message>
        <source>The points stay in %1 and are not read again for this.</source>
        <translation>Die Punkte bleiben in %1 und werden hierfür nicht erneut gelesen.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>point %1 of %2</source>
        <translation>Punkt %1 von %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RunView</name>
    <message>
        <source>A circuit learns from a table, and there is none yet.</source>
        <translation>Ein Schaltkreis lernt aus einer Tabelle, und noch gibt es keine.</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>Zu den Daten</translation>
    </message>
    <message>
        <source>Nothing is trained yet: the settings on the side work as they are.</source>
        <translation>Noch ist nichts trainiert: Die Einstellungen an der Seite taugen so, wie sie sind.</translation>
    </message>
    <message>
        <source>Train now</source>
        <translation>Jetzt trainieren</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>mean loss</source>
        <translation>mittlerer Verlust</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>rows right, %</source>
        <translation>richtige Zeilen, %</translation>
    </message>
    <message>
        <source>training</source>
        <comment>curve</comment>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <comment>curve</comment>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>Verwechslungsmatrix</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Predicted and true</source>
        <translation>Vorhersage und Wahrheit</translation>
    </message>
    <message>
        <source>One row</source>
        <translation>Eine Zeile</translation>
    </message>
    <message>
        <source>R²</source>
        <translation>R²</translation>
    </message>
    <message>
        <source>mean squared error, scaled</source>
        <translation>mittlerer quadratischer Fehler, skaliert</translation>
    </message>
    <message>
        <source>%1 · run %2 · %3, rate %4, batches of %5, %6 epochs, seed %7</source>
        <translation>%1 · Lauf %2 · %3, Rate %4, Stapel zu %5, %6 Epochen, Startwert %7</translation>
    </message>
    <message>
        <source>Curves and results below are of %1; %2 is selected and not trained here yet.</source>
        <translation>Kurven und Ergebnisse hier gehören zu %1; gewählt ist %2, hier noch nicht trainiert.</translation>
    </message>
    <message>
        <source>%1, validation</source>
        <translation>%1, Validierung</translation>
    </message>
    <message numerus="yes">
        <source> · on %1, %n shot(s)</source>
        <translation>
            <numerusform> · auf %1, %n Shot</numerusform>
            <numerusform> · auf %1, %n Shots</numerusform>
        </translation>
    </message>
    <message>
        <source> · from run %1</source>
        <translation> · ab Lauf %1</translation>
    </message>
    <message>
        <source>Spent, added up</source>
        <translation>Ausgegeben, aufsummiert</translation>
    </message>
    <message>
        <source>dollars</source>
        <translation>Dollar</translation>
    </message>
    <message>
        <source>spent</source>
        <comment>curve of costs</comment>
        <translation>ausgegeben</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>± training loss</source>
        <translation>± Trainingsverlust</translation>
    </message>
    <message>
        <source>Gradient</source>
        <translation>Gradient</translation>
    </message>
    <message>
        <source>± gradient</source>
        <translation>± Gradient</translation>
    </message>
    <message>
        <source>Shots</source>
        <translation>Shots</translation>
    </message>
    <message>
        <source>Cost ($)</source>
        <translation>Kosten ($)</translation>
    </message>
    <message>
        <source>The table tells what was measured on %1. Confusion matrix and curves of the test rows are computed exactly with the same weights.</source>
        <translation>Die Tabelle nennt, was auf %1 gemessen wurde. Verwechslungsmatrix und Kurven der Testzeilen sind mit denselben Gewichten exakt berechnet.</translation>
    </message>
    <message>
        <source>The table tells of all points of %1. Predictions point by point are not kept of them: pull them as a dataset for confusion matrix, ROC and scatter.</source>
        <translation>Die Tabelle zeigt alle Punkte von %1. Vorhersagen Punkt für Punkt werden von ihnen nicht aufbewahrt: Für Verwechslungsmatrix, ROC und Streudiagramm als Datensatz abholen.</translation>
    </message>
    <message>
        <source>No collection is chosen: choose one on the side, or push a dataset on the Stores page first.</source>
        <translation>Keine Sammlung gewählt: An der Seite eine wählen oder zuerst auf der Seite Speicher einen Datensatz übertragen.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::RunsModel</name>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>vor %n Minute</numerusform>
            <numerusform>vor %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>vor %n Stunde</numerusform>
            <numerusform>vor %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>vor %n Tag</numerusform>
            <numerusform>vor %n Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Test result</source>
        <translation>Testergebnis</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>streamed, %n point(s)</source>
        <translation>
            <numerusform>gestreamt, %n Punkt</numerusform>
            <numerusform>gestreamt, %n Punkte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 where %2</source>
        <translation>%1 mit %2</translation>
    </message>
</context>
<context>
    <name>qstore::ui::ScatterView</name>
    <message>
        <source>Predicted against true values of the test rows</source>
        <translation>Vorhergesagte gegen wahre Werte der Testzeilen</translation>
    </message>
    <message>
        <source>true %1</source>
        <translation>wahr: %1</translation>
    </message>
    <message>
        <source>predicted %1</source>
        <translation>vorhergesagt: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s), values from %1 to %2</source>
        <translation>
            <numerusform>%n Zeile, Werte von %1 bis %2</numerusform>
            <numerusform>%n Zeilen, Werte von %1 bis %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::SearchPanel</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>The points nearest to this one, best first</source>
        <translation>Die Punkte, die diesem am nächsten sind, der beste zuerst</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop searching and measuring</source>
        <translation>Suche und Messung abbrechen</translation>
    </message>
    <message>
        <source>A row of the dataset</source>
        <translation>Zeile des Datensatzes</translation>
    </message>
    <message>
        <source>A point by its id</source>
        <translation>Punkt mit Kennung</translation>
    </message>
    <message>
        <source>A typed vector</source>
        <translation>Eingegebener Vektor</translation>
    </message>
    <message>
        <source>A drawn point</source>
        <translation>Gezeichneter Punkt</translation>
    </message>
    <message>
        <source>What the nearest points are looked for of</source>
        <translation>Wozu die nächsten Punkte gesucht werden</translation>
    </message>
    <message>
        <source>&amp;Near to</source>
        <translation>&amp;Nahe bei</translation>
    </message>
    <message>
        <source>The row becomes a vector as it did when it was pushed here, else by the dataset&apos;s recipe</source>
        <translation>Die Zeile wird zum Vektor wie bei ihrer Übertragung hierher, sonst nach dem Rezept des Datensatzes</translation>
    </message>
    <message>
        <source>&amp;Row</source>
        <translation>&amp;Zeile</translation>
    </message>
    <message>
        <source>A click on a point in the list fills it in</source>
        <translation>Ein Klick auf einen Punkt der Liste trägt sie ein</translation>
    </message>
    <message>
        <source>&amp;Id</source>
        <translation>&amp;Kennung</translation>
    </message>
    <message>
        <source>Numbers with commas or spaces between them, a point for decimals</source>
        <translation>Zahlen, durch Kommas oder Leerzeichen getrennt, mit Dezimalpunkt</translation>
    </message>
    <message>
        <source>&amp;Vector</source>
        <translation>&amp;Vektor</translation>
    </message>
    <message>
        <source>How many points are wanted</source>
        <translation>Wie viele Punkte gewünscht sind</translation>
    </message>
    <message>
        <source>Ho&amp;w many</source>
        <translation>Wie v&amp;iele</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Metrik</translation>
    </message>
    <message>
        <source>The store&apos;s order</source>
        <translation>Ordnung des Speichers</translation>
    </message>
    <message>
        <source>The store&apos;s own order, or its candidates ordered anew by a quantum kernel</source>
        <translation>Die eigene Ordnung des Speichers, oder seine Kandidaten neu geordnet durch einen Quantenkernel</translation>
    </message>
    <message>
        <source>&amp;Mode</source>
        <translation>&amp;Modus</translation>
    </message>
    <message>
        <source>The circuit that makes a state of a vector; states are compared, not vectors</source>
        <translation>Der Schaltkreis, der aus einem Vektor einen Zustand macht; verglichen werden Zustände, nicht Vektoren</translation>
    </message>
    <message>
        <source>&amp;Encoder</source>
        <translation>Kodi&amp;erer</translation>
    </message>
    <message>
        <source>Look at ever&amp;y point</source>
        <translation>&amp;Jeden Punkt ansehen</translation>
    </message>
    <message>
        <source>Whatever the index: slower, and nothing is missed</source>
        <translation>Gleich welcher Index: langsamer, und nichts wird übersehen</translation>
    </message>
    <message>
        <source>What each mode finds</source>
        <translation>Was jeder Modus findet</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messen</translation>
    </message>
    <message>
        <source>Asks up to 20 questions in every mode and compares with looking at everything</source>
        <translation>Stellt bis zu 20 Anfragen in jedem Modus und vergleicht mit dem Ansehen aller Punkte</translation>
    </message>
    <message>
        <source>Recall and time of each mode</source>
        <translation>Trefferquote und Zeit jedes Modus</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>Index</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Share of the points of highest fidelity in the whole collection; a mode with diversity gives some of it up on purpose</source>
        <translation>Anteil der Punkte höchster Fidelität in der ganzen Sammlung; ein Modus mit Vielfalt gibt absichtlich etwas davon auf</translation>
    </message>
    <message>
        <source>Share of the store&apos;s own nearest among the candidates: what the index does not miss</source>
        <translation>Anteil der nächsten Punkte des Speichers, der unter den Kandidaten ist: was der Index nicht übersieht</translation>
    </message>
    <message>
        <source>Mean time of a question; the longest is in the row&apos;s tip</source>
        <translation>Mittlere Zeit einer Anfrage; die längste steht im Hinweis der Zeile</translation>
    </message>
    <message>
        <source>There is no dataset; choose one on the Data page.</source>
        <translation>Es gibt keinen Datensatz; auf der Seite Daten einen wählen.</translation>
    </message>
    <message>
        <source>of %1, made a vector as it was pushed</source>
        <translation>aus %1, zum Vektor gemacht wie beim Übertragen</translation>
    </message>
    <message>
        <source>Click into the map: the search starts at once.</source>
        <translation>In die Karte klicken: Die Suche beginnt sofort.</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <source>Not measured yet. Every mode is asked the same questions.</source>
        <translation>Noch nicht gemessen. Jeder Modus bekommt dieselben Anfragen.</translation>
    </message>
    <message>
        <source>Drawn at %1, %2 of the map.</source>
        <translation>Gezeichnet bei %1, %2 der Karte.</translation>
    </message>
    <message>
        <source>There is no dataset whose row could be looked for.</source>
        <translation>Es gibt keinen Datensatz, dessen Zeile gesucht werden könnte.</translation>
    </message>
    <message>
        <source>Choose one on the Data page.</source>
        <translation>Auf der Seite Daten einen wählen.</translation>
    </message>
    <message>
        <source>longest: %1</source>
        <translation>längste: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n question(s), the best %1 of each, with the encoder chosen above</source>
        <translation>
            <numerusform>%n Anfrage, von ihr die besten %1, mit dem oben gewählten Kodierer</numerusform>
            <numerusform>%n Anfragen, von jeder die besten %1, mit dem oben gewählten Kodierer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::SpanField</name>
    <message>
        <source>Unit of %1</source>
        <translation>Einheit von %1</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
</context>
<context>
    <name>qstore::ui::SpecFields</name>
    <message>
        <source>How near two vectors are; it cannot be changed afterwards</source>
        <translation>Wie nahe sich zwei Vektoren sind; später nicht mehr zu ändern</translation>
    </message>
    <message>
        <source>&amp;Metric</source>
        <translation>&amp;Metrik</translation>
    </message>
    <message>
        <source>Exact looks at every vector; HNSW is a graph for hundreds of thousands of points</source>
        <translation>Exakt sieht jeden Vektor an; HNSW ist ein Graph für Hunderttausende von Punkten</translation>
    </message>
    <message>
        <source>Inde&amp;x</source>
        <translation>Inde&amp;x</translation>
    </message>
    <message>
        <source>Links of a point in the graph, m of the paper</source>
        <translation>Kanten eines Punkts im Graphen, m der Veröffentlichung</translation>
    </message>
    <message>
        <source>&amp;Links</source>
        <translation>&amp;Kanten</translation>
    </message>
    <message>
        <source>Candidates while a point is linked, efConstruction of the paper</source>
        <translation>Kandidaten beim Verknüpfen eines Punkts, efConstruction der Veröffentlichung</translation>
    </message>
    <message>
        <source>&amp;Candidates</source>
        <translation>Kandida&amp;ten</translation>
    </message>
</context>
<context>
    <name>qstore::ui::SpendingModel</name>
    <message>
        <source>Prices of a practice cloud: nobody pays them</source>
        <translation>Preise einer Übungs-Cloud: Niemand bezahlt sie</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) whose price the provider has not told yet, by their estimates</source>
        <translation>
            <numerusform>%n Auftrag, dessen Preis der Anbieter noch nicht genannt hat, nach seiner Schätzung</numerusform>
            <numerusform>%n Aufträge, deren Preis der Anbieter noch nicht genannt hat, nach ihren Schätzungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s), ≈ %1</source>
        <translation>
            <numerusform>%n Auftrag, ≈ %1</numerusform>
            <numerusform>%n Aufträge, ≈ %1</numerusform>
        </translation>
    </message>
    <message>
        <source>When the jobs were sent (UTC)</source>
        <translation>Wann die Aufträge gesendet wurden (UTC)</translation>
    </message>
    <message>
        <source>Jobs whose price the provider has not told yet, by their estimates</source>
        <translation>Aufträge, deren Preis der Anbieter noch nicht genannt hat, nach ihren Schätzungen</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Circuits</source>
        <translation>Schaltkreise</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>Ausgegeben</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::StateDock</name>
    <message>
        <source>Probabilities</source>
        <translation>Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>Amplitudes</source>
        <translation>Amplituden</translation>
    </message>
    <message>
        <source>Bloch vectors</source>
        <translation>Bloch-Vektoren</translation>
    </message>
    <message>
        <source>OpenQASM</source>
        <translation>OpenQASM</translation>
    </message>
    <message>
        <source>This circuit measures or resets on the way, so it leaves no single state. Shown is the exact average over everything that can happen, each with its probability.</source>
        <translation>Dieser Schaltkreis misst unterwegs oder setzt zurück; er hinterlässt deshalb keinen einzelnen Zustand. Gezeigt wird das genaue Mittel über alles, was geschehen kann, jedes mit seiner Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>A mixed state has no amplitudes; see the probabilities and the Bloch vectors.</source>
        <translation>Ein gemischter Zustand hat keine Amplituden; siehe Wahrscheinlichkeiten und Bloch-Vektoren.</translation>
    </message>
    <message numerus="yes">
        <source>average over %n outcome(s)</source>
        <translation>
            <numerusform>Mittel über %n Ausgang</numerusform>
            <numerusform>Mittel über %n Ausgänge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::StateLists</name>
    <message>
        <source>Records</source>
        <translation>Einträge</translation>
    </message>
    <message>
        <source>No record yet.</source>
        <translation>Noch kein Eintrag.</translation>
    </message>
    <message>
        <source>A record of vectors under the names of contexts</source>
        <translation>Ein Eintrag aus Vektoren unter den Namen von Kontexten</translation>
    </message>
    <message>
        <source>Registers</source>
        <translation>Register</translation>
    </message>
    <message>
        <source>No register yet.</source>
        <translation>Noch kein Register.</translation>
    </message>
    <message>
        <source>A simulated quantum state: Bell, GHZ, W, a circuit&apos;s, a record&apos;s</source>
        <translation>Ein simulierter Quantenzustand: Bell, GHZ, W, der eines Schaltkreises oder eines Eintrags</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>No group yet.</source>
        <translation>Noch keine Gruppe.</translation>
    </message>
    <message>
        <source>Records that change each other by a stated rule</source>
        <translation>Einträge, die einander nach einer festgelegten Regel ändern</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu …</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>Neu: %1</translation>
    </message>
</context>
<context>
    <name>qstore::ui::StatesPage</name>
    <message>
        <source>States</source>
        <translation>Zustände</translation>
    </message>
    <message>
        <source>Sweep</source>
        <translation>Aufräumen</translation>
    </message>
    <message>
        <source>Mark records whose coherence time is over, and let the least worth go where there are more than the library holds</source>
        <translation>Einträge markieren, deren Kohärenzzeit vorbei ist, und die am wenigsten wertvollen entfernen, wo es mehr sind, als die Bibliothek fasst</translation>
    </message>
    <message>
        <source>Query…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Find records by vector, context, group and age, step by step</source>
        <translation>Einträge nach Vektor, Kontext, Gruppe und Alter finden, Schritt für Schritt</translation>
    </message>
    <message>
        <source>New record…</source>
        <translation>Neuer Eintrag …</translation>
    </message>
    <message>
        <source>A record of vectors under the names of contexts</source>
        <translation>Ein Eintrag aus Vektoren unter den Namen von Kontexten</translation>
    </message>
    <message>
        <source>Keep vectors with contexts that expire, and quantum states that decay.</source>
        <translation>Vektoren mit Kontexten aufbewahren, die ablaufen, und Quantenzustände, die zerfallen.</translation>
    </message>
    <message>
        <source>Start with an example</source>
        <translation>Mit Beispiel beginnen</translation>
    </message>
    <message>
        <source>New register…</source>
        <translation>Neues Register …</translation>
    </message>
    <message>
        <source>New group of records…</source>
        <translation>Neue Gruppe von Einträgen …</translation>
    </message>
    <message>
        <source>Query the records…</source>
        <translation>Einträge suchen …</translation>
    </message>
    <message>
        <source>Sweep the records</source>
        <translation>Einträge aufräumen</translation>
    </message>
    <message>
        <source>The library was full: %1 had to go.</source>
        <translation>Die Bibliothek war voll; entfernt: %1.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Undo brings it back.</source>
        <translation>Rückgängig holt es zurück.</translation>
    </message>
    <message>
        <source>%1 was removed</source>
        <translation>%1 wurde entfernt</translation>
    </message>
    <message>
        <source>Nothing to sweep: no record&apos;s time is over, and all have a place.</source>
        <translation>Nichts aufzuräumen: Kein Eintrag ist abgelaufen, und alle haben Platz.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) decohered</source>
        <translation>
            <numerusform>%n Eintrag dekohärent</numerusform>
            <numerusform>%n Einträge dekohärent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) went</source>
        <translation>
            <numerusform>%n Eintrag entfernt</numerusform>
            <numerusform>%n Einträge entfernt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n record(s)</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decohered</source>
        <translation>
            <numerusform>%n dekohärent</numerusform>
            <numerusform>%n dekohärent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n register(s)</source>
        <translation>
            <numerusform>%n Register</numerusform>
            <numerusform>%n Register</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n group(s)</source>
        <translation>
            <numerusform>%n Gruppe</numerusform>
            <numerusform>%n Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <source>Library…</source>
        <translation>Bibliothek …</translation>
    </message>
    <message>
        <source>How many records it holds, and how long they stay coherent</source>
        <translation>Wie viele Einträge sie fasst und wie lange sie kohärent bleiben</translation>
    </message>
    <message>
        <source>Capacity and coherence times…</source>
        <translation>Kapazität und Kohärenzzeiten …</translation>
    </message>
</context>
<context>
    <name>qstore::ui::StoreTestView</name>
    <message>
        <source>Host</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Verschlüsselung</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>The host is found and answers</source>
        <translation>Der Server wird gefunden und antwortet</translation>
    </message>
    <message>
        <source>The host proves who it is, or the connection stays on this machine</source>
        <translation>Der Server weist sich aus, oder die Verbindung bleibt auf diesem Rechner</translation>
    </message>
    <message>
        <source>The host knows the key</source>
        <translation>Der Server kennt den Schlüssel</translation>
    </message>
    <message>
        <source>The service is one that can be spoken with here</source>
        <translation>Der Dienst ist einer, der hier verstanden wird</translation>
    </message>
    <message>
        <source>The key may see the collections</source>
        <translation>Der Schlüssel darf die Sammlungen sehen</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Cancel test</source>
        <translation>Test abbrechen</translation>
    </message>
    <message>
        <source>End the step that runs, and leave out the rest</source>
        <translation>Den laufenden Schritt beenden und den Rest auslassen</translation>
    </message>
    <message>
        <source>Host, encryption, key, version, collections: five steps, each failure with its cure</source>
        <translation>Server, Verschlüsselung, Schlüssel, Version, Sammlungen: fünf Schritte, jeder Fehlschlag mit Abhilfe</translation>
    </message>
    <message>
        <source>running…</source>
        <translation>läuft …</translation>
    </message>
    <message>
        <source>this connection works</source>
        <translation>diese Verbindung funktioniert</translation>
    </message>
    <message>
        <source>not all steps passed</source>
        <translation>nicht alle Schritte bestanden</translation>
    </message>
</context>
<context>
    <name>qstore::ui::StoredCircuitsDialog</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Circuits in the workspace</source>
        <translation>Schaltkreise im Arbeitsbereich</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Changed %1</source>
        <translation>Geändert %1</translation>
    </message>
    <message>
        <source>No circuit is kept here by name yet.</source>
        <translation>Hier ist noch kein Schaltkreis unter einem Namen.</translation>
    </message>
    <message>
        <source>File ▸ Save circuit to workspace as… keeps the drawn one.</source>
        <translation>Datei ▸ Schaltkreis im Arbeitsbereich speichern als … behält den gezeichneten.</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>The circuit goes for ever; runs and models keep the circuit they used.</source>
        <translation>Der Schaltkreis geht endgültig verloren; Läufe und Modelle behalten den, den sie benutzt haben.</translation>
    </message>
    <message>
        <source>Delete for ever</source>
        <translation>Endgültig löschen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::StoresController</name>
    <message>
        <source>Undo of %1</source>
        <translation>Rückgängig: %1</translation>
    </message>
    <message>
        <source>Once more: %1</source>
        <translation>Noch einmal: %1</translation>
    </message>
    <message>
        <source>earlier steps cannot be undone any more</source>
        <translation>frühere Schritte sind nicht mehr rückgängig zu machen</translation>
    </message>
    <message>
        <source>Making %1</source>
        <translation>%1 wird angelegt</translation>
    </message>
    <message>
        <source>new collection %1</source>
        <translation>neue Sammlung %1</translation>
    </message>
    <message>
        <source>Dropping %1</source>
        <translation>%1 wird gelöscht</translation>
    </message>
    <message>
        <source>dropping of %1</source>
        <translation>Löschen von %1</translation>
    </message>
    <message>
        <source>Collection %1 dropped</source>
        <translation>Sammlung %1 gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>Deleting %n point(s)</source>
        <translation>
            <numerusform>%n Punkt wird gelöscht</numerusform>
            <numerusform>%n Punkte werden gelöscht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) deleted</source>
        <translation>
            <numerusform>%n Punkt gelöscht</numerusform>
            <numerusform>%n Punkte gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>deletion in %1</source>
        <translation>Löschen in %1</translation>
    </message>
    <message>
        <source>Preparing the index of %1</source>
        <translation>Der Index von %1 wird vorbereitet</translation>
    </message>
    <message>
        <source>Pushing %1 into %2</source>
        <translation>%1 wird in %2 übertragen</translation>
    </message>
    <message>
        <source>push of %1</source>
        <translation>Übertragen von %1</translation>
    </message>
    <message>
        <source>Pulling %1</source>
        <translation>%1 wird abgeholt</translation>
    </message>
    <message>
        <source>Comparing %1 with %2</source>
        <translation>%1 wird mit %2 verglichen</translation>
    </message>
    <message>
        <source>adding connection %1</source>
        <translation>Hinzufügen der Verbindung %1</translation>
    </message>
    <message>
        <source>removal of connection %1</source>
        <translation>Entfernen der Verbindung %1</translation>
    </message>
    <message>
        <source>change of connection %1</source>
        <translation>Änderung der Verbindung %1</translation>
    </message>
    <message>
        <source>Keeping %1</source>
        <translation>%1 wird aufbewahrt</translation>
    </message>
    <message>
        <source>keeping of %1</source>
        <translation>Aufbewahren von %1</translation>
    </message>
    <message>
        <source>Forgetting %1</source>
        <translation>%1 wird vergessen</translation>
    </message>
    <message>
        <source>forgetting of %1</source>
        <translation>Vergessen von %1</translation>
    </message>
    <message>
        <source>%1 forgotten</source>
        <translation>%1 vergessen</translation>
    </message>
    <message>
        <source>Restoring %1</source>
        <translation>%1 wird wiederhergestellt</translation>
    </message>
    <message>
        <source>restoring of %1</source>
        <translation>Wiederherstellen von %1</translation>
    </message>
</context>
<context>
    <name>qstore::ui::StoresList</name>
    <message>
        <source>Stores</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Add connection…</source>
        <translation>Neue Verbindung …</translation>
    </message>
    <message>
        <source>A store elsewhere: its address, its key, and a test of both</source>
        <translation>Ein Speicher anderswo: seine Adresse, sein Schlüssel und ein Test von beidem</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Address, settings, key and test of this connection</source>
        <translation>Adresse, Einstellungen, Schlüssel und Test dieser Verbindung</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>Sammlungen</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Neu …</translation>
    </message>
    <message>
        <source>An empty collection in this store</source>
        <translation>Eine leere Sammlung in diesem Speicher</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The collection with all its points</source>
        <translation>Die Sammlung mit allen ihren Punkten</translation>
    </message>
    <message>
        <source>Prepare index</source>
        <translation>Index vorbereiten</translation>
    </message>
    <message>
        <source>Builds the graph of this collection, so that it is searched quickly</source>
        <translation>Baut den Graphen dieser Sammlung, damit sie schnell durchsucht wird</translation>
    </message>
    <message>
        <source>Reading the collections…</source>
        <translation>Die Sammlungen werden gelesen …</translation>
    </message>
    <message>
        <source>%1 · every vector is looked at</source>
        <translation>%1 · jeder Vektor wird angesehen</translation>
    </message>
    <message>
        <source>%1 · HNSW graph, %2 of %3 points in it</source>
        <translation>%1 · HNSW-Graph mit %2 von %3 Punkten</translation>
    </message>
    <message>
        <source>From the list, and Undo brings it back; its key is forgotten when it can no longer be undone</source>
        <translation>Aus der Liste, und Rückgängig holt sie zurück; ihr Schlüssel wird vergessen, wenn es nicht mehr rückgängig zu machen ist</translation>
    </message>
    <message>
        <source>Files…</source>
        <translation>Dateien …</translation>
    </message>
    <message>
        <source>Datasets, models and checkpoints that this store keeps as whole files</source>
        <translation>Datensätze, Modelle und Sicherungspunkte, die dieser Speicher als ganze Dateien aufbewahrt</translation>
    </message>
    <message>
        <source>Connection %1 removed; its key is forgotten when this can no longer be undone</source>
        <translation>Verbindung %1 entfernt; ihr Schlüssel wird vergessen, wenn dies nicht mehr rückgängig zu machen ist</translation>
    </message>
</context>
<context>
    <name>qstore::ui::StoresModel</name>
    <message>
        <source>In the file of this workspace: always there, without account and network</source>
        <translation>In der Datei dieses Arbeitsbereichs: immer da, ohne Konto und Netz</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The plugin for %1 is not there or switched off</source>
        <translation>Das Plugin für %1 fehlt oder ist ausgeschaltet</translation>
    </message>
    <message>
        <source>This workspace</source>
        <translation>Dieser Arbeitsbereich</translation>
    </message>
</context>
<context>
    <name>qstore::ui::StoresPage</name>
    <message>
        <source>Stores</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen …</translation>
    </message>
    <message>
        <source>This collection with another one, of any store</source>
        <translation>Diese Sammlung mit einer anderen, aus einem beliebigen Speicher</translation>
    </message>
    <message>
        <source>Pull as dataset…</source>
        <translation>Als Datensatz abholen …</translation>
    </message>
    <message>
        <source>The points as a table of this workspace</source>
        <translation>Die Punkte als Tabelle dieses Arbeitsbereichs</translation>
    </message>
    <message>
        <source>Push dataset…</source>
        <translation>Datensatz übertragen …</translation>
    </message>
    <message>
        <source>The rows of the current dataset as points of a collection</source>
        <translation>Die Zeilen des aktuellen Datensatzes als Punkte einer Sammlung</translation>
    </message>
    <message>
        <source>No collection yet. Push a dataset, and look for the rows that are near to each other.</source>
        <translation>Noch keine Sammlung. Einen Datensatz übertragen und Zeilen suchen, die einander nahe sind.</translation>
    </message>
    <message>
        <source>What is looked for or done</source>
        <translation>Was gesucht oder getan wird</translation>
    </message>
    <message>
        <source>%1 points are in %2, %3 of them written now</source>
        <translation>%1 Punkte sind in %2, davon %3 jetzt geschrieben</translation>
    </message>
    <message>
        <source>Search store</source>
        <translation>Im Speicher suchen</translation>
    </message>
    <message>
        <source>Measure search modes</source>
        <translation>Suchmodi messen</translation>
    </message>
    <message>
        <source>Go to Data</source>
        <translation>Zu den Daten</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s)</source>
        <translation>
            <numerusform>%n Punkt</numerusform>
            <numerusform>%n Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n dimension(s)</source>
        <translation>
            <numerusform>%n Dimension</numerusform>
            <numerusform>%n Dimensionen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) are the dataset %1 now</source>
        <translation>
            <numerusform>%n Punkt ist jetzt der Datensatz %1</numerusform>
            <numerusform>%n Punkte sind jetzt der Datensatz %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Drop %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message>
        <source>%1 points are deleted. This cannot be undone here.</source>
        <translation>%1 Punkte werden gelöscht. Das lässt sich hier nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Drop for ever</source>
        <translation>Endgültig löschen</translation>
    </message>
    <message>
        <source>Files of the store…</source>
        <translation>Dateien des Speichers …</translation>
    </message>
    <message>
        <source>%1 is the dataset %2 now</source>
        <translation>%1 ist jetzt der Datensatz %2</translation>
    </message>
    <message>
        <source>%1 is the model %2 now</source>
        <translation>%1 ist jetzt das Modell %2</translation>
    </message>
    <message>
        <source>Run %1 can go on from its checkpoint</source>
        <translation>Lauf %1 kann von seinem Sicherungspunkt weitergehen</translation>
    </message>
    <message>
        <source>Forget %1?</source>
        <translation>%1 vergessen?</translation>
    </message>
    <message>
        <source>The file is too large, or damaged: this cannot be undone here.</source>
        <translation>Die Datei ist zu groß oder beschädigt: Das lässt sich hier nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Forget for ever</source>
        <translation>Endgültig vergessen</translation>
    </message>
    <message>
        <source>Replace points of %1?</source>
        <translation>Punkte von %1 ersetzen?</translation>
    </message>
    <message>
        <source>They were pushed from another dataset, or with another recipe, embedding or column of ids. Those with the same id are replaced; Undo brings them back, unless there are more than it can hold.</source>
        <translation>Sie stammen aus einem anderen Datensatz oder wurden mit anderem Rezept, anderer Einbettung oder anderer Spalte der Kennungen übertragen. Die mit gleicher Kennung werden ersetzt; Rückgängig bringt sie zurück, sofern es nicht zu viele sind.</translation>
    </message>
    <message>
        <source>Replace points</source>
        <translation>Punkte ersetzen</translation>
    </message>
    <message>
        <source>Train on it…</source>
        <translation>Darauf trainieren …</translation>
    </message>
    <message>
        <source>To the Train page, with the points that pass the filter as the rows</source>
        <translation>Zur Seite Trainieren, mit den Punkten, die durch den Filter kommen, als Zeilen</translation>
    </message>
    <message>
        <source>Train on this collection…</source>
        <translation>Auf dieser Sammlung trainieren …</translation>
    </message>
</context>
<context>
    <name>qstore::ui::StreamFields</name>
    <message>
        <source>%1 (not there now)</source>
        <translation>%1 (derzeit nicht da)</translation>
    </message>
    <message>
        <source>What is learned from</source>
        <translation>Woraus gelernt wird</translation>
    </message>
    <message>
        <source>Selected dataset</source>
        <translation>Gewählter Datensatz</translation>
    </message>
    <message>
        <source>Collection of a store</source>
        <translation>Sammlung eines Speichers</translation>
    </message>
    <message>
        <source>Rows fro&amp;m</source>
        <translation>Zeilen au&amp;s</translation>
    </message>
    <message>
        <source>Where the collection is; the Stores page adds others</source>
        <translation>Wo die Sammlung liegt; die Seite Speicher fügt weitere hinzu</translation>
    </message>
    <message>
        <source>Store</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Its vectors are the features; they stay there and are fetched batch by batch</source>
        <translation>Ihre Vektoren sind die Merkmale; sie bleiben dort und werden Stapel für Stapel geholt</translation>
    </message>
    <message>
        <source>none is chosen</source>
        <translation>keine gewählt</translation>
    </message>
    <message>
        <source>Collection</source>
        <translation>Sammlung</translation>
    </message>
    <message>
        <source>all points</source>
        <translation>alle Punkte</translation>
    </message>
    <message>
        <source>Only points that pass, as on the Stores page, such as %1</source>
        <translation>Nur passende Punkte, wie auf der Seite Speicher, etwa %1</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>The field of the points to predict; empty: the target of the dataset that was pushed there</source>
        <translation>Das Feld der Punkte, das vorherzusagen ist; leer: das Ziel des Datensatzes, der dorthin übertragen wurde</translation>
    </message>
    <message>
        <source>as it was pushed</source>
        <translation>wie übertragen</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message numerus="yes">
        <source>%1 points with %n dimension(s)</source>
        <translation>
            <numerusform>%1 Punkte mit %n Dimension</numerusform>
            <numerusform>%1 Punkte mit %n Dimensionen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has no collection %2 now.</source>
        <translation>%1 hat derzeit keine Sammlung %2.</translation>
    </message>
    <message>
        <source>There is no collection yet: push a dataset on the Stores page.</source>
        <translation>Noch gibt es keine Sammlung: einen Datensatz auf der Seite Speicher übertragen.</translation>
    </message>
    <message>
        <source>Choose the collection to learn from.</source>
        <translation>Die Sammlung wählen, aus der gelernt wird.</translation>
    </message>
</context>
<context>
    <name>qstore::ui::TableModel</name>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>Row %1 has no value in “%2”</source>
        <translation>Zeile %1 hat keinen Wert in „%2“</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %2 · %n missing</source>
        <translation>
            <numerusform>%1 · %2 · %n fehlt</numerusform>
            <numerusform>%1 · %2 · %n fehlen</numerusform>
        </translation>
    </message>
    <message>
        <source>Feature</source>
        <translation>Merkmal</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>Ignored</source>
        <translation>Ignoriert</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>qstore::ui::TaskPanel</name>
    <message>
        <source>Back to the search</source>
        <translation>Zurück zur Suche</translation>
    </message>
</context>
<context>
    <name>qstore::ui::TemplateDialog</name>
    <message>
        <source>Add to circuit</source>
        <translation>Zum Schaltkreis hinzufügen</translation>
    </message>
    <message>
        <source>Start with this</source>
        <translation>Damit beginnen</translation>
    </message>
    <message>
        <source>Templates and encoders</source>
        <translation>Vorlagen und Kodierer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Encoder: %1</source>
        <translation>Kodierer: %1</translation>
    </message>
    <message>
        <source>Qubits</source>
        <translation>Qubits</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Merkmale</translation>
    </message>
    <message>
        <source>x0 and x1; choose a dataset for your own</source>
        <translation>x0 und x1; für eigene einen Datensatz wählen</translation>
    </message>
</context>
<context>
    <name>qstore::ui::TestStepRow</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>bestanden</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>nicht versucht</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
</context>
<context>
    <name>qstore::ui::Toast</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>qstore::ui::TopBar</name>
    <message>
        <source>The open workspace</source>
        <translation>Der offene Arbeitsbereich</translation>
    </message>
    <message>
        <source>Search, or run a command        Ctrl+K</source>
        <translation>Suchen oder Befehl ausführen        Strg+K</translation>
    </message>
    <message>
        <source>Find any action or gate by name (Ctrl+K)</source>
        <translation>Jede Aktion und jedes Gatter beim Namen finden (Strg+K)</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>Zwischen hell und dunkel wechseln</translation>
    </message>
    <message>
        <source>Keyboard shortcuts (F1)</source>
        <translation>Tastenkürzel (F1)</translation>
    </message>
    <message>
        <source>Workspace %1</source>
        <translation>Arbeitsbereich %1</translation>
    </message>
</context>
<context>
    <name>qstore::ui::TrainingPage</name>
    <message>
        <source>Pausing after this batch</source>
        <translation>Hält nach diesem Stapel an</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Store a checkpoint and stop; resume goes on from it</source>
        <translation>Einen Sicherungspunkt speichern und anhalten; Fortsetzen geht von dort weiter</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Register…</source>
        <translation>Registrieren …</translation>
    </message>
    <message>
        <source>Keep this model under a name and version</source>
        <translation>Dieses Modell unter Namen und Version aufbewahren</translation>
    </message>
    <message>
        <source>Train with these settings (Ctrl+Return)</source>
        <translation>Mit diesen Einstellungen trainieren (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>No dataset yet: open a sample on Home or import a table</source>
        <translation>Noch kein Datensatz: auf der Startseite ein Beispiel öffnen oder eine Tabelle importieren</translation>
    </message>
    <message>
        <source>Registered as %1 v%2</source>
        <translation>Registriert als %1 v%2</translation>
    </message>
    <message>
        <source>Press Return or double-click to look at a run; nothing is computed</source>
        <translation>Eingabetaste oder Doppelklick zeigt einen Lauf; gerechnet wird dabei nichts</translation>
    </message>
    <message>
        <source>A training is running.</source>
        <translation>Ein Training läuft.</translation>
    </message>
    <message>
        <source>Pause it first to look at another run.</source>
        <translation>Erst anhalten, dann einen anderen Lauf ansehen.</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>Wird geöffnet</translation>
    </message>
    <message>
        <source>Paused at epoch %1</source>
        <translation>Angehalten bei Epoche %1</translation>
    </message>
    <message>
        <source>Cancelled at epoch %1</source>
        <translation>Abgebrochen bei Epoche %1</translation>
    </message>
    <message>
        <source>Trained in %1 · test %2 %3</source>
        <translation>Trainiert in %1 · Test: %2 %3</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>Wird vorbereitet</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <translation>%1 · noch %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 · %2 rows</source>
        <translation>%1 · %2 Zeilen</translation>
    </message>
    <message>
        <source>Register this model</source>
        <translation>Modell registrieren</translation>
    </message>
    <message>
        <source>Name of the model; a name that exists gets its next version</source>
        <translation>Name des Modells; ein vorhandener Name bekommt seine nächste Version</translation>
    </message>
    <message>
        <source>Register as v%1</source>
        <translation>Als v%1 registrieren</translation>
    </message>
    <message>
        <source>Model: %1</source>
        <translation>Modell: %1</translation>
    </message>
    <message>
        <source>Start training</source>
        <translation>Training starten</translation>
    </message>
    <message>
        <source>Cancel training</source>
        <translation>Training abbrechen</translation>
    </message>
    <message>
        <source>Register model…</source>
        <translation>Modell registrieren …</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>The price is still being counted.</source>
        <translation>Der Preis wird noch berechnet.</translation>
    </message>
    <message>
        <source>Train again in a moment.</source>
        <translation>Gleich noch einmal trainieren.</translation>
    </message>
    <message>
        <source>Raise the cap, or take fewer shots, rows or epochs.</source>
        <translation>Die Obergrenze anheben oder weniger Shots, Zeilen oder Epochen nehmen.</translation>
    </message>
    <message>
        <source>Use %1 with %2 shots</source>
        <translation>%1 mit %2 Shots verwenden</translation>
    </message>
    <message>
        <source>SPSA</source>
        <translation>SPSA</translation>
    </message>
    <message>
        <source>parameter shift</source>
        <translation>Parameterverschiebung</translation>
    </message>
    <message>
        <source>Train · counting…</source>
        <translation>Trainieren · wird gezählt …</translation>
    </message>
    <message>
        <source>The price is being counted</source>
        <translation>Der Preis wird berechnet</translation>
    </message>
    <message>
        <source>Train · %1</source>
        <translation>Trainieren · %1</translation>
    </message>
    <message>
        <source>Price unknown</source>
        <translation>Preis unbekannt</translation>
    </message>
    <message>
        <source>%1 (Ctrl+Return)</source>
        <translation>%1 (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Stop this training; what was learned so far is kept, and jobs that wait are cancelled at the provider</source>
        <translation>Dieses Training beenden; was bisher gelernt wurde, bleibt, und wartende Aufträge werden beim Anbieter abgebrochen</translation>
    </message>
    <message>
        <source>Choose %1 when it has ended.</source>
        <translation>%1 wählen, wenn es beendet ist.</translation>
    </message>
    <message>
        <source>Choose %1</source>
        <translation>%1 wählen</translation>
    </message>
    <message>
        <source>Choose the selected dataset</source>
        <translation>Gewählten Datensatz nehmen</translation>
    </message>
    <message>
        <source>No collection is chosen</source>
        <translation>Keine Sammlung gewählt</translation>
    </message>
    <message>
        <source>%1 · streamed</source>
        <translation>%1 · gestreamt</translation>
    </message>
    <message>
        <source>What a training on the points of %1 would cost on %2 is not known: a price counts the circuits of all rows.</source>
        <translation>Was ein Training auf den Punkten von %1 auf %2 kosten würde, ist nicht bekannt: Ein Preis zählt die Schaltkreise aller Zeilen.</translation>
    </message>
    <message>
        <source>Pull the points as a dataset on the Stores page, or run it on this machine.</source>
        <translation>Die Punkte auf der Seite Speicher als Datensatz abholen, oder auf diesem Rechner ausführen.</translation>
    </message>
    <message numerus="yes">
        <source>%n point(s) have no “%1” and are left out.</source>
        <translation>
            <numerusform>%n Punkt hat kein „%1“ und bleibt außen vor.</numerusform>
            <numerusform>%n Punkte haben kein „%1“ und bleiben außen vor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading ids: %1 point(s)</source>
        <translation>
            <numerusform>Kennungen werden gelesen: %1 Punkt</numerusform>
            <numerusform>Kennungen werden gelesen: %1 Punkte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reading ranges: %1 point(s)</source>
        <translation>
            <numerusform>Bereiche werden gelesen: %1 Punkt</numerusform>
            <numerusform>Bereiche werden gelesen: %1 Punkte</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>qstore::ui::TrainingSettings</name>
    <message>
        <source>Dense layers before</source>
        <translation>Dichte Schichten davor</translation>
    </message>
    <message>
        <source>Dense layers after</source>
        <translation>Dichte Schichten danach</translation>
    </message>
    <message>
        <source>What training makes small</source>
        <translation>Was das Training klein macht</translation>
    </message>
    <message>
        <source>Chosen by the target</source>
        <translation>Nach dem Ziel gewählt</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Mean squared error</source>
        <translation>Mittlerer quadratischer Fehler</translation>
    </message>
    <message>
        <source>Binary cross-entropy</source>
        <translation>Binäre Kreuzentropie</translation>
    </message>
    <message>
        <source>Cross-entropy</source>
        <translation>Kreuzentropie</translation>
    </message>
    <message>
        <source>Gradient descent, momentum</source>
        <translation>Gradientenabstieg mit Impuls</translation>
    </message>
    <message>
        <source>Adam</source>
        <translation>Adam</translation>
    </message>
    <message>
        <source>RMSProp</source>
        <translation>RMSProp</translation>
    </message>
    <message>
        <source>SPSA</source>
        <translation>SPSA</translation>
    </message>
    <message>
        <source>Quantum natural gradient</source>
        <translation>Natürlicher Quantengradient</translation>
    </message>
    <message>
        <source>Rotosolve</source>
        <translation>Rotosolve</translation>
    </message>
    <message>
        <source>COBYLA</source>
        <translation>COBYLA</translation>
    </message>
    <message>
        <source>Which circuit learns</source>
        <translation>Welcher Schaltkreis lernt</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>From the Circuit page</source>
        <translation>Von der Seite Schaltkreis</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>C&amp;ircuit</source>
        <translation>Schalt&amp;kreis</translation>
    </message>
    <message>
        <source>How features become angles</source>
        <translation>Wie Merkmale zu Winkeln werden</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Kodierer</translation>
    </message>
    <message>
        <source>The trainable part</source>
        <translation>Der trainierbare Teil</translation>
    </message>
    <message>
        <source>Ansatz</source>
        <translation>Ansatz</translation>
    </message>
    <message>
        <source>Repetitions of the trainable part</source>
        <translation>Wiederholungen des trainierbaren Teils</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>How weights are improved</source>
        <translation>Wie Gewichte verbessert werden</translation>
    </message>
    <message>
        <source>&amp;Optimizer</source>
        <translation>&amp;Optimierer</translation>
    </message>
    <message>
        <source>Step size; larger learns faster and may overshoot</source>
        <translation>Schrittweite; eine größere lernt schneller und kann überschießen</translation>
    </message>
    <message>
        <source>&amp;Learning rate</source>
        <translation>&amp;Lernrate</translation>
    </message>
    <message>
        <source>How the learning rate changes over the epochs</source>
        <translation>Wie sich die Lernrate über die Epochen ändert</translation>
    </message>
    <message>
        <source>Constant</source>
        <translation>Konstant</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Stufen</translation>
    </message>
    <message>
        <source>Exponential</source>
        <translation>Exponentiell</translation>
    </message>
    <message>
        <source>Cosine</source>
        <translation>Kosinus</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>How gradients are computed</source>
        <translation>Wie Gradienten berechnet werden</translation>
    </message>
    <message>
        <source>Adjoint (exact, fast)</source>
        <translation>Adjungiert (exakt, schnell)</translation>
    </message>
    <message>
        <source>Parameter shift (as on hardware)</source>
        <translation>Parameterverschiebung (wie auf Hardware)</translation>
    </message>
    <message>
        <source>Finite differences</source>
        <translation>Finite Differenzen</translation>
    </message>
    <message>
        <source>SPSA estimate</source>
        <translation>SPSA-Schätzung</translation>
    </message>
    <message>
        <source>Passes over the training rows</source>
        <translation>Durchgänge über die Trainingszeilen</translation>
    </message>
    <message>
        <source>Epoch&amp;s</source>
        <translation>&amp;Epochen</translation>
    </message>
    <message>
        <source>Rows per step</source>
        <translation>Zeilen je Schritt</translation>
    </message>
    <message>
        <source>&amp;Batch size</source>
        <translation>Stapel&amp;größe</translation>
    </message>
    <message>
        <source>Stop after so many epochs without a better validation loss</source>
        <translation>Nach so vielen Epochen ohne besseren Validierungsverlust aufhören</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>Frühes Aufhören</translation>
    </message>
    <message>
        <source>Same seed, same result, bit for bit</source>
        <translation>Gleicher Startwert, gleiches Ergebnis, Bit für Bit</translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation>St&amp;artwert</translation>
    </message>
    <message>
        <source>Draw a circuit on the Circuit page first</source>
        <translation>Zuerst auf der Seite Schaltkreis einen Schaltkreis zeichnen</translation>
    </message>
    <message>
        <source>Change “%1”</source>
        <translation>„%1“ ändern</translation>
    </message>
    <message>
        <source>Compute here, or measure on a machine, simulated or real</source>
        <translation>Hier rechnen oder auf einer Maschine messen, simuliert oder echt</translation>
    </message>
    <message>
        <source>Run o&amp;n</source>
        <translation>Ausführen a&amp;uf</translation>
    </message>
    <message>
        <source>How often each circuit is run; more shots, less noise, higher price</source>
        <translation>Wie oft jeder Schaltkreis ausgeführt wird; mehr Shots, weniger Rauschen, höherer Preis</translation>
    </message>
    <message>
        <source>Shots &amp;per circuit</source>
        <translation>Shots &amp;je Schaltkreis</translation>
    </message>
    <message>
        <source>Steps whose gradient drowns in noise take up to so many shots</source>
        <translation>Schritte, deren Gradient im Rauschen untergeht, nehmen bis zu so viele Shots</translation>
    </message>
    <message>
        <source>always as many</source>
        <translation>immer gleich viele</translation>
    </message>
    <message>
        <source>Most shots, where noisy</source>
        <translation>Meiste Shots, wo es rauscht</translation>
    </message>
    <message>
        <source>no cap</source>
        <translation>keine Obergrenze</translation>
    </message>
    <message>
        <source>The run pauses before it would have cost more; it can go on with more</source>
        <translation>Der Lauf hält an, bevor er mehr gekostet hätte; mit mehr kann er weitergehen</translation>
    </message>
    <message>
        <source>Spend at most</source>
        <translation>Höchstens ausgeben</translation>
    </message>
    <message>
        <source>&amp;Gradient</source>
        <translation>Gradien&amp;t</translation>
    </message>
    <message>
        <source>It needs the state of the qubits, which a machine does not tell.</source>
        <translation>Braucht den Zustand der Qubits, den eine Maschine nicht verrät.</translation>
    </message>
    <message>
        <source>Its small differences drown in the noise of shots.</source>
        <translation>Seine kleinen Differenzen gehen im Rauschen der Shots unter.</translation>
    </message>
    <message>
        <source>On a machine: parameter shift is unbiased, two circuits or more for each weight; SPSA takes three circuits a row, whatever the weights</source>
        <translation>Auf einer Maschine: Die Parameterverschiebung ist erwartungstreu, mit zwei oder mehr Schaltkreisen für jedes Gewicht; SPSA nimmt drei Schaltkreise je Zeile, gleich wie viele Gewichte</translation>
    </message>
</context>
<context>
    <name>qstore::ui::VectorBars</name>
    <message>
        <source>Contexts</source>
        <translation>Kontexte</translation>
    </message>
    <message>
        <source>%1, weight %2: %3</source>
        <translation>%1, Gewicht %2: %3</translation>
    </message>
    <message numerus="yes">
        <source>weight %1 · %n number(s)</source>
        <translation>
            <numerusform>Gewicht %1 · %n Zahl</numerusform>
            <numerusform>Gewicht %1 · %n Zahlen</numerusform>
        </translation>
    </message>
    <message>
        <source>the first %1 are drawn</source>
        <translation>die ersten %1 sind gezeichnet</translation>
    </message>
    <message>
        <source>%1, number %2: %3</source>
        <translation>%1, Zahl %2: %3</translation>
    </message>
</context>
<context>
    <name>qstore::ui::VectorNumbers</name>
    <message>
        <source>No vectors: %1</source>
        <translation>Keine Vektoren: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n number(s) per point: %1</source>
        <translation>
            <numerusform>%n Zahl je Punkt: %1</numerusform>
            <numerusform>%n Zahlen je Punkt: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 takes %n number(s) per point</source>
        <translation>
            <numerusform>%1 nimmt %n Zahl je Punkt auf</numerusform>
            <numerusform>%1 nimmt %n Zahlen je Punkt auf</numerusform>
        </translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
</context>
<context>
    <name>qstore::ui::VersionsModel</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Aliases</source>
        <translation>Aliasse</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Registriert</translation>
    </message>
    <message>
        <source>Test result</source>
        <translation>Testergebnis</translation>
    </message>
</context>
<context>
    <name>qstore::ui::WorkspaceSession</name>
    <message>
        <source>import of %1</source>
        <translation>Import von %1</translation>
    </message>
    <message>
        <source>deletion of %1</source>
        <translation>Löschen von %1</translation>
    </message>
    <message>
        <source>renaming of %1</source>
        <translation>Umbenennen von %1</translation>
    </message>
    <message>
        <source>deletion of %1 v%2</source>
        <translation>Löschen von %1 v%2</translation>
    </message>
    <message>
        <source>restoring of %1 v%2</source>
        <translation>Wiederherstellen von %1 v%2</translation>
    </message>
    <message>
        <source>move of alias %1</source>
        <translation>Verschieben des Alias %1</translation>
    </message>
    <message>
        <source>Dataset %1 deleted</source>
        <translation>Datensatz %1 gelöscht</translation>
    </message>
    <message>
        <source>Model %1 v%2 deleted</source>
        <translation>Modell %1 v%2 gelöscht</translation>
    </message>
</context>
</TS>
